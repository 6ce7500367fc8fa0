-- What the six attribution models give to each campaign, by the day on which the deal was won.
select
    campaign_id,
    closed_date as metric_date,
    {% for model in attribution_models() %}
    sum(case when attribution_model = '{{ model }}' then {{ exact_credit('credit') }} else 0 end)
        as {{ model }}_conversions,
    sum(case when attribution_model = '{{ model }}' then cast(revenue_usd as decimal(38, 9)) else 0 end)
        as {{ model }}_revenue_usd{{ ',' if not loop.last }}
    {% endfor %}
from {{ ref('int_marketing__attribution') }}
where
    campaign_id in (select campaign_id from {{ ref('int_marketing__campaign_versions') }})
    and closed_date <= {{ as_of_date() }}
group by campaign_id, closed_date
