-- The leaves of each score with the weight of their parent, and from when to when they hold. A part without children
-- is its own parent, with the whole of its weight.
with versions as (

    select
        *,
        coalesce(
            lead(valid_from) over (partition by score, component order by valid_from), date '9999-12-31'
        ) as valid_to
    from {{ ref('score_components') }}

),

leaves as (

    select versions.*
    from versions
    where not exists (
        select 1
        from versions as children
        where
            children.score = versions.score
            and children.parent = versions.component
    )

)

select
    leaves.score,
    leaves.component,
    coalesce(leaves.parent, leaves.component) as parent,
    case when leaves.parent is null and leaves.kind = 'part' then 1.0 else leaves.weight end as weight,
    coalesce(parents.weight, leaves.weight) as parent_weight,
    leaves.kind,
    leaves.target,
    leaves.fires,
    leaves.owner,
    greatest(leaves.valid_from, coalesce(parents.valid_from, leaves.valid_from)) as valid_from,
    least(leaves.valid_to, coalesce(parents.valid_to, leaves.valid_to)) as valid_to
from leaves
left join versions as parents
    on
        leaves.score = parents.score
        and leaves.parent = parents.component
        and leaves.valid_from < parents.valid_to
        and parents.valid_from < leaves.valid_to
