-- Each customer's scores at the end of the as-of day, beside those of 30 days before. A customer that is no longer active
-- keeps its churn risk alone.
{%- set scores = {
    'customer_health_score': ('health_coverage', 'health_status'),
    'churn_risk_score': ('churn_risk_coverage', 'churn_risk_level'),
    'effective_ai_adoption_score': ('ai_adoption_coverage', 'adoption_quadrant'),
    'reference_readiness_score': ('readiness_coverage', 'reference_tier'),
    'composite_success_score': ('composite_coverage', none),
    'expansion_potential_score': ('expansion_coverage', none),
} %}
with days as (

    select * from {{ ref('int_scores__customer_scores') }}
    where metric_date in ({{ as_of_date() }}, {{ as_of_date() }} - 30)

),

told as (

    {% for score, (coverage, band) in scores.items() %}
    select
        org_id,
        metric_date,
        {{ loop.index }} as position,
        '{{ score }}' as score,
        {{ score }} as value,
        {{ coverage }} as coverage,
        {{ band or 'cast(null as varchar)' }} as band
    from days
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    today.org_id as customer_id,
    today.score,
    cast(today.position as bigint) as position,
    today.value,
    before.value as value_30d_ago,
    round(today.value - before.value, 2) as change_30d,
    today.band,
    before.band as band_30d_ago,
    today.coverage
from told as today
left join told as before
    on
        today.org_id = before.org_id
        and today.score = before.score
        and before.metric_date < {{ as_of_date() }}
where today.metric_date = {{ as_of_date() }}
order by today.org_id, today.position
