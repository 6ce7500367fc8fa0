-- Where what is told of a customer does not fit together: a person should look, and not trust one number alone.
{%- set feels_well = "health_status in ('excellent', 'good')" %}
{%- set flags = {
    'healthy_but_shrinking': (
        feels_well ~ ' and mrr_change_30d_usd < 0',
        ['customer_health_score', 'mrr_usd', 'mrr_change_30d_usd'],
    ),
    'unhealthy_but_growing': (
        "health_status = 'poor' and mrr_change_30d_usd > 0",
        ['customer_health_score', 'mrr_usd', 'mrr_change_30d_usd'],
    ),
    'healthy_but_past_due': (feels_well ~ ' and is_past_due', ['customer_health_score', 'past_due_mrr_usd']),
    'healthy_but_at_risk': (feels_well ~ ' and is_at_risk', ['customer_health_score', 'churn_risk_score']),
    'adopted_but_detractor': (
        'effective_ai_adoption_score >= ' ~ var('adopted_from') ~ ' and latest_nps_365d <= ' ~ var('detractor_to'),
        ['effective_ai_adoption_score', 'latest_nps_365d'],
    ),
    'ready_but_detractor': (
        "reference_tier in ('tier_1', 'tier_2') and latest_nps_365d <= " ~ var('detractor_to'),
        ['reference_readiness_score', 'latest_nps_365d'],
    ),
    'paying_but_idle': ('mrr_usd > 0 and active_users_30d = 0', ['mrr_usd', 'enabled_users', 'days_since_activity']),
    'billing_and_crm_differ': (
        'abs(crm_arr_usd - arr_usd) > ' ~ var('arr_gap_pct') ~ ' / 100.0 * arr_usd',
        ['arr_usd', 'crm_arr_usd'],
    ),
} %}
with customers as (

    select * from {{ ref('entity_customers') }}
    where is_active_customer

)

{% for flag, (condition, facts) in flags.items() %}
select
    customer_id,
    '{{ flag }}' as flag,
    cast(json_object(
        {%- for fact in facts %}'{{ fact }}', {{ fact }}{{ ', ' if not loop.last }}{% endfor -%}
    ) as varchar) as facts
from customers
where {{ condition }}
{{ 'union all' if not loop.last }}
{% endfor %}
order by customer_id, flag
