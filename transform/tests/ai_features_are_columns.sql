-- The AI features of the seed and those that the mart has columns for (the var of the same name) are the same.
with columns as (

    select unnest({{ var('ai_features') }}) as ai_feature

)

select ai_feature
from (
    select ai_feature from {{ ref('ai_features') }}
    union all
    select ai_feature from columns
) as features
group by ai_feature
having count(*) != 2
