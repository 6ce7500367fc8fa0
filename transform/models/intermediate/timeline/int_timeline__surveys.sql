{{ config(materialized='view') }}

-- What a customer's people answered.
select
    {{ timeline_row(
        'customer_id', 'responded_at', "survey_type || '_answered'",
        {'score': 'score', 'group': 'coalesce(nps_group, csat_group)', 'feedback': 'feedback'},
        'intermediate.int_surveys__responses', 'response_id',
    ) | indent(4) }}
from {{ ref('int_surveys__responses') }}
where survey_type in ('nps', 'csat')
