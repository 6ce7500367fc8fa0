{{ config(materialized='view') }}

-- What the scores that stand on sources alone observe, with what the time to the end of the term is worth.
select
    inputs.*,
    renewal_terms.points as renewal_term_points
from {{ ref('int_scores__customer_inputs') }} as inputs
left join {{ ref('int_scores__bands') }} as renewal_terms
    on
        renewal_terms.scale = 'renewal_term'
        -- Without a fixed term a renewal is neither near nor far, and counts as near.
        and case
            when inputs.days_to_term_end is null then renewal_terms.band = 'near'
            else inputs.days_to_term_end >= renewal_terms.minimum and inputs.days_to_term_end < renewal_terms.below
        end
