-- The weights of the parts of one score or of one parent add up to 100 on every day on which one of them changes.
with changes as (

    select distinct
        score,
        coalesce(parent, '') as parent,
        valid_from as changed_on
    from {{ ref('score_components') }}
    where kind in ('part', 'rule')

),

weights as (

    select
        components.score,
        coalesce(components.parent, '') as parent,
        components.weight,
        components.valid_from,
        lead(components.valid_from, 1, date '9999-12-31') over (
            partition by components.score, components.component order by components.valid_from
        ) as valid_to
    from {{ ref('score_components') }} as components
    where components.kind in ('part', 'rule')

)

select
    changes.score,
    changes.parent,
    changes.changed_on,
    sum(weights.weight) as weight
from changes
inner join weights
    on
        changes.score = weights.score
        and changes.parent = weights.parent
        and changes.changed_on >= weights.valid_from
        and changes.changed_on < weights.valid_to
group by changes.score, changes.parent, changes.changed_on
having abs(sum(weights.weight) - 100) > 1e-9
