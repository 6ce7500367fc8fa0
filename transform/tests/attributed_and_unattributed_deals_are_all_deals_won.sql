-- Deals won = attributed + unattributed, per day; the credits of each model sum to the attributed ones and its revenue to
-- their amounts. Without touchpoints neither is told. Returns the days that differ.
{%- if source_is_missing('hubspot.touchpoint') %}
select deal_id
from {{ ref('int_marketing__conversions') }}
where is_attributed is not null
{%- else %}
with won as (

    select
        cast(closed_at as date) as closed_date,
        count(*) as deals_won
    from {{ ref('int_sales__deals') }}
    where stage = 'won' and closed_at is not null
    group by closed_date

),

told as (

    select
        closed_date,
        count(case when is_attributed then 1 end) as attributed,
        count(case when not is_attributed then 1 end) as unattributed,
        coalesce(sum(case when is_attributed then amount_usd end), 0) as attributed_usd
    from {{ ref('int_marketing__conversions') }}
    group by closed_date

),

credited as (

    select
        closed_date,
        {% for model in attribution_models() %}
        sum(case when attribution_model = '{{ model }}' then credit else 0 end) as {{ model }}_conversions,
        sum(case when attribution_model = '{{ model }}' then revenue_usd else 0 end) as {{ model }}_revenue_usd
        {{- ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_marketing__attribution') }}
    group by closed_date

)

select
    closed_date,
    won.deals_won,
    told.attributed,
    told.unattributed
from won
full outer join told using (closed_date)
full outer join credited using (closed_date)
where
    coalesce(won.deals_won, 0) != coalesce(told.attributed, 0) + coalesce(told.unattributed, 0)
    {% for model in attribution_models() %}
    or abs(coalesce(credited.{{ model }}_conversions, 0) - coalesce(told.attributed, 0)) > 1e-9 * greatest(told.attributed, 1)
    or abs(coalesce(credited.{{ model }}_revenue_usd, 0) - coalesce(told.attributed_usd, 0)) > 0.01
    {% endfor %}
{%- endif %}
