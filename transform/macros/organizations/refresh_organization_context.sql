{#- Brings what is told of an organisation today (names, ARR, segment) up to date in the days that were not rebuilt. -#}
{% macro refresh_organization_context() -%}
    {%- if is_increment() -%}
        {%- set context = [
            'org_name', 'org_domain', 'org_created_date', 'salesforce_account_name', 'industry', 'account_segment',
            'seat_tier', 'current_arr', 'annualrevenue', 'is_paying_customer', 'plan_status', 'region', 'csm',
        ] -%}
        update {{ this }} as activity
        set
            {%- for column in context %}
            {{ column }} = organizations.{{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ ref('int_organizations__with_account') }} as organizations
        where
            activity.org_id = organizations.org_id
            and (
                {%- for column in context %}
                activity.{{ column }} is distinct from organizations.{{ column }}{{ ' or' if not loop.last }}
                {%- endfor %}
            )
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}
