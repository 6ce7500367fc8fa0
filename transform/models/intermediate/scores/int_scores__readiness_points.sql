{{ config(materialized='view') }}

{{ score_points(ref('int_scores__readiness_inputs')) }}
