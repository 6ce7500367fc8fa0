{{ config(materialized='view') }}

-- Why a score is what it is: the points of every leaf, won and lost; they sum to the score. A view: at scale its rows are
-- tens of millions, and whoever asks for one customer or one day pays for that alone.
with rows_of_leaves as (

    {{ score_leaf_rows(
        ref('int_scores__from_sources_leaves'),
        ['effective_ai_adoption_score', 'customer_health_score', 'churn_risk_score'],
    ) | indent(4) }}

    union all

    {{ score_leaf_rows(
        ref('int_scores__from_scores_leaves'),
        ['reference_readiness_score', 'composite_success_score', 'expansion_potential_score'],
    ) | indent(4) }}

),

owners as (

    select
        score,
        component,
        owner,
        valid_from,
        valid_to
    from {{ ref('int_scores__weights') }}

    union all

    -- Who answers for a score answers for its rounding.
    select
        score,
        'rounding' as component,
        max(owner) as owner,
        date '0001-01-01' as valid_from,
        date '9999-12-31' as valid_to
    from {{ ref('int_scores__weights') }}
    group by score

)

select
    leaves.score,
    'customer' as entity_type,
    leaves.org_id as entity_id,
    leaves.metric_date,
    leaves.component,
    leaves.parent,
    leaves.observed_value,
    leaves.target,
    leaves.points,
    leaves.max_points,
    -- What is taken off was earned by another leaf, so that nothing is lost twice.
    greatest(leaves.max_points - leaves.points, 0) * cast(leaves.max_points > 0 as integer) as points_lost,
    leaves.reason_code,
    owners.owner
from rows_of_leaves as leaves
inner join owners
    on
        leaves.score = owners.score
        and leaves.component = owners.component
        and leaves.metric_date >= owners.valid_from
        and leaves.metric_date < owners.valid_to
