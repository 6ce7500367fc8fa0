-- A stage of which nobody says whether it closes a deal does so where winning is certain or out of the question.
select
    stage_id,
    pipeline_id,
    label as stage_name,
    display_order,
    probability,
    coalesce(closed_won, probability = 1, false) as is_won,
    coalesce(is_closed, closed_won, probability in (0, 1), false) as is_closed
from {{ ref('base_hubspot__deal_pipeline_stage') }}
where
    row_outcome = 'loaded'
    and not coalesce(_fivetran_deleted, false)
