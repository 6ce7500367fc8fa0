{{ config(materialized='table') }}

{#- A score that is none of its survey's scale says nothing. -#}
{{ account_for_table('surveys', 'responses', faults=[
    ['score_outside_scale', "lower(survey_type) = 'nps' and not coalesce(score in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), false)"],
    ['score_outside_scale', "lower(survey_type) = 'csat' and not coalesce(score in (1, 2, 3, 4, 5), false)"],
]) }}
