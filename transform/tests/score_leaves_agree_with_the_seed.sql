-- The leaves that the models compute and those that the seed weighs are the same, of the same kind, firing the same way.
{%- set scores = [
    'effective_ai_adoption_score', 'customer_health_score', 'churn_risk_score', 'reference_readiness_score',
    'composite_success_score', 'expansion_potential_score',
] %}
with computed as (

    {% for leaf in score_leaves(scores) %}
    select
        '{{ leaf.score }}' as score,
        '{{ leaf.component }}' as component,
        '{{ leaf.parent }}' as parent,
        '{{ leaf.kind }}' as kind,
        '{{ leaf.fires }}' as fires
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

weighed as (

    select
        score,
        component,
        parent,
        kind,
        coalesce(fires, '') as fires
    from {{ ref('int_scores__weights') }}
    where score in ('{{ scores | join("', '") }}')

)

(select * from computed except select * from weighed)
union all
(select * from weighed except select * from computed)
