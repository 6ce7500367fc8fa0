{#- A condition on the rows of an incremental table: what they tell of their organisation (names, ARR, segment) is no
    longer so. All rows of an organisation tell the same, so that its last day stands for them. -#}
{% macro has_outdated_context() -%}
    {%- set context = [
        'org_name', 'org_domain', 'org_created_date', 'salesforce_account_name', 'industry', 'account_segment',
        'seat_tier', 'current_arr', 'annualrevenue', 'is_paying_customer', 'plan_status', 'region', 'csm',
    ] -%}
    org_id in (
        select told.org_id
        from {{ this }} as told
        inner join (
            select
                org_id,
                max(activity_date) as activity_date
            from {{ this }}
            group by org_id
        ) as last_days
            on
                told.org_id = last_days.org_id
                and told.activity_date = last_days.activity_date
        left join {{ ref('int_organizations__with_account') }} as organizations on told.org_id = organizations.org_id
        where
            organizations.org_id is null
            {%- for column in context %}
            or told.{{ column }} is distinct from organizations.{{ column }}
            {%- endfor %}
    )
{%- endmacro %}
