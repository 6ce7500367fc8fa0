-- The health of a facility in a month: the mean of the parts that exist, each 0-100, by the weights of the seed
-- score_components. A part that is missing takes no weight, and `coverage` says how much of it was there.
{%- set parts = {
    'compliance': ('compliance_score', 'compliance_rate_pct'),
    'pipeline': ('pipeline_health', 'no_longer_pending_pct'),
    'conversion': ('conversion_health', 'win_rate_pct'),
    'sla': ('sla_health', 'sla_compliance_rate_pct'),
    'satisfaction': ('satisfaction_health', 'csat_satisfied_pct'),
} %}
with months as (

    select distinct
        month,
        cast(month + interval 1 month as date) - 1 as last_day
    from {{ ref('combined_kpis') }}

),

valid_weights as (

    select
        months.month,
        components.component,
        components.weight
    from months
    inner join {{ ref('score_components') }} as components on months.last_day >= components.valid_from
    where components.score = 'facility_health_score'
    qualify row_number() over (partition by months.month, components.component order by components.valid_from desc) = 1

),

weights as (

    select
        month,
        {% for part in parts %}
        max(weight) filter (where component = '{{ part }}') as {{ part }}_weight{{ ',' if not loop.last }}
        {% endfor %}
    from valid_weights
    group by month

),

measured as (

    select
        kpis.facility_id,
        kpis.facility_name,
        kpis.customer_id,
        kpis.month,
        {% for part, (column, measure) in parts.items() %}
        kpis.{{ measure }} as {{ column }},
        case when kpis.{{ measure }} is not null then weights.{{ part }}_weight else 0 end as {{ part }}_weight,
        {% endfor %}
        {% for part in parts %}weights.{{ part }}_weight{{ ' + ' if not loop.last }}{% endfor %} as full_weight
    from {{ ref('combined_kpis') }} as kpis
    left join weights on kpis.month = weights.month

),

scored as (

    select
        *,
        {% for part in parts %}{{ part }}_weight{{ ' + ' if not loop.last }}{% endfor %} as present_weight,
        {% for part, (column, measure) in parts.items() -%}
        {{ part }}_weight * coalesce({{ column }}, 0){{ ' + ' if not loop.last }}
        {% endfor %} as points
    from measured

),

overall as (

    select
        *,
        points / nullif(present_weight, 0) as overall_health_score
    from scored

)

select
    overall.facility_id,
    overall.facility_name,
    overall.customer_id,
    overall.month,
    {% for part, (column, measure) in parts.items() %}
    overall.{{ column }},
    {% endfor %}
    cast(overall.overall_health_score as double) as overall_health_score,
    bands.band as health_status,
    cast(overall.present_weight / overall.full_weight as double) as coverage
from overall
left join {{ ref('int_scores__bands') }} as bands
    on
        bands.scale = 'health_status'
        and overall.overall_health_score >= bands.minimum
        and overall.overall_health_score < bands.below
order by overall.facility_id, overall.month
