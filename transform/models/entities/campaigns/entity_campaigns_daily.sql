-- Each campaign on each day, as it was at the end of that day.
{%- set credit_tables = ['hubspot.touchpoint'] if not attribution_is_missing() else [] %}
select
    days.campaign_id,
    days.metric_date,
    days.platform,
    days.channel,
    days.campaign_status,
    days.is_active,
    cast(days.budget_usd as double) as budget_usd,
    cast(coalesce(spent.cost_usd, 0) as double) as cost_usd,
    cast(coalesce(spent.budgeted_cost_usd, 0) as double) as budgeted_cost_usd,
    cast(sum(coalesce(spent.cost_usd, 0)) over so_far as double) as cost_to_date_usd,
    coalesce(spent.impressions, 0) as impressions,
    coalesce(spent.clicks, 0) as clicks,
    cast(coalesce(spent.conversions, 0) as double) as ad_conversions,
    {% for count in ['reactions', 'comments', 'shares'] %}
    case when days.platform in ('facebook', 'linkedin') then coalesce(spent.{{ count }}, 0) end as {{ count }},
    {% endfor %}
    {{ null_without(['hubspot.touchpoint'], 'coalesce(contacts.touches, 0)') }} as touches,
    {% for count in ['emails_delivered', 'emails_opened', 'emails_clicked'] %}
    {{ null_without(['email.deliveries', 'hubspot.email_event'], 'coalesce(contacts.' ~ count ~ ', 0)') }} as {{ count }},
    {% endfor %}
    {{ null_without(credit_tables, 'coalesce(leads.leads_created, 0)') }} as leads_created,
    {{ null_without(
        ['hubspot.contact_property_history'] if not source_is_missing('hubspot.touchpoint') else [],
        'coalesce(leads.mqls, 0)',
    ) }} as mqls,
    {% for model in attribution_models() %}
    {{ null_without(credit_tables, 'coalesce(credits.' ~ model ~ '_conversions, 0)', 'double') }} as {{ model }}_conversions,
    {{ null_without(credit_tables, 'coalesce(credits.' ~ model ~ '_revenue_usd, 0)', 'double') }}
        as {{ model }}_revenue_usd{{ ',' if not loop.last }}
    {% endfor %}
from {{ ref('int_marketing__campaign_days') }} as days
left join {{ ref('int_marketing__ad_days') }} as spent
    on
        days.campaign_id = spent.campaign_id
        and days.metric_date = spent.ad_date
left join {{ ref('int_marketing__campaign_contacts') }} as contacts
    on
        days.campaign_id = contacts.campaign_id
        and days.metric_date = contacts.metric_date
left join {{ ref('int_marketing__campaign_leads') }} as leads
    on
        days.campaign_id = leads.campaign_id
        and days.metric_date = leads.metric_date
left join {{ ref('int_marketing__campaign_credits') }} as credits
    on
        days.campaign_id = credits.campaign_id
        and days.metric_date = credits.metric_date
window so_far as (partition by days.campaign_id order by days.metric_date)
order by days.metric_date, days.campaign_id
