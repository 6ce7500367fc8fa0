{#- The raw tables of which base_<source>__<table> tells every row's fate; the events have an account of their own. -#}
{% macro accounted_tables() -%}
    {{ return([
        'app.organizations',
        'app.subscriptions',
        'app.users',
        'salesforce.account',
        'stripe.customer',
        'stripe.subscription_history',
        'stripe.subscription_item',
        'stripe.price',
        'stripe.plan',
        'stripe.product',
        'stripe.coupon',
        'stripe.subscription_discount',
        'stripe.invoice',
        'stripe.charge',
        'stripe.refund',
    ]) }}
{%- endmacro %}
