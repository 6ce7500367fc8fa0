{{ config(materialized='view') }}

{{ score_points(ref('int_scores__adoption_and_health_inputs')) }}
