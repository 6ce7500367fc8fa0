-- Every state that a campaign was in, as its platform kept it.
{%- set attributes = [
    'campaign_name', 'channel', 'campaign_status', 'start_date', 'end_date', 'daily_budget_usd', 'lifetime_budget_usd',
] %}
with changes as (

    {% for attribute in attributes %}
    select
        campaign_id,
        valid_from as changed_at,
        '{{ attribute }}' as attribute,
        cast({{ attribute }} as varchar) as new_value
    from {{ ref('int_marketing__campaign_versions') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

history as (

    {{ change_history('changes', 'campaign_id', attributes) }}

)

select
    campaign_id,
    version_number,
    valid_from,
    valid_to,
    is_current,
    what_changed,
    old_value,
    new_value,
    campaign_name,
    channel,
    campaign_status,
    coalesce(campaign_status in ('active', 'enabled'), false) as is_active,
    cast(start_date as date) as start_date,
    cast(end_date as date) as end_date,
    cast(daily_budget_usd as double) as daily_budget_usd,
    cast(lifetime_budget_usd as double) as lifetime_budget_usd
from history
order by campaign_id, version_number
