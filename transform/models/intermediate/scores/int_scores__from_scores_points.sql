{{ config(materialized='view') }}

{{ score_points(ref('int_scores__from_scores_inputs')) }}
