{{ config(tags=['marketing']) }}

-- Identities 54 to 56 on what the metrics measure, per day: the credits of each model are the attributed conversions, its
-- revenue is their amount, and attributed and unattributed conversions are the deals won. Returns the days that differ.
{%- if attribution_is_missing() %}
select deal_id
from {{ ref('conversions') }}
where attributed_conversions is not null
{%- else %}
with won as (

    select
        cast(closed_at as date) as metric_date,
        count(*) as deals_won
    from {{ ref('int_sales__deals') }}
    where stage = 'won' and cast(closed_at as date) <= {{ as_of_date() }}
    group by cast(closed_at as date)

),

told as (

    select
        conversions.metric_date,
        sum(conversions.attributed_conversions) as attributed,
        sum(conversions.unattributed_conversions) as unattributed,
        sum(conversions.touch_count) as touches,
        sum(case when conversions.attributed_conversions = 1 then coalesce(deals.amount_usd, 0) else 0 end) as amount_usd
    from {{ ref('conversions') }} as conversions
    inner join {{ ref('int_sales__deals') }} as deals on conversions.deal_id = deals.deal_id
    group by conversions.metric_date

),

credited as (

    select
        metric_date,
        {% for model in attribution_models() %}
        sum({{ model }}_conversions) as {{ model }}_conversions,
        sum({{ model }}_revenue_usd) as {{ model }}_revenue_usd,
        {% endfor %}
        count(*) as touches
    from {{ ref('touch_credits') }}
    group by metric_date

)

select
    metric_date,
    won.deals_won,
    told.attributed,
    told.unattributed,
    told.touches
from won
full outer join told using (metric_date)
full outer join credited using (metric_date)
where
    coalesce(won.deals_won, 0) != coalesce(told.attributed, 0) + coalesce(told.unattributed, 0)
    or coalesce(told.touches, 0) != coalesce(credited.touches, 0)
    {% for model in attribution_models() %}
    or abs(coalesce(credited.{{ model }}_conversions, 0) - coalesce(told.attributed, 0)) > 1e-9 * greatest(told.attributed, 1)
    or abs(coalesce(credited.{{ model }}_revenue_usd, 0) - coalesce(told.amount_usd, 0)) > 0.01
    {% endfor %}
{%- endif %}
