-- Scores and parts lie in 0-100 and the whole between its parts (identity 68); the status is that of the score; a month
-- without any part has a row, no score and no status.
{{ config(tags=['kpi']) }}
with parts as (

    select
        *,
        [compliance_score, pipeline_health, conversion_health, sla_health, satisfaction_health] as all_parts
    from {{ ref('health_scores') }}

),

present as (

    select
        *,
        list_filter(all_parts, lambda part: part is not null) as present_parts
    from parts

)

select
    facility_id,
    month,
    overall_health_score,
    health_status
from present
where
    overall_health_score not between 0 and 100
    or overall_health_score < list_min(present_parts) - 1e-9
    or overall_health_score > list_max(present_parts) + 1e-9
    or list_min(present_parts) < 0
    or list_max(present_parts) > 100
    or (overall_health_score is null) != (len(present_parts) = 0)
    or health_status is distinct from (
        select bands.band
        from {{ ref('score_bands') }} as bands
        where
            bands.scale = 'health_status'
            and bands.minimum <= present.overall_health_score
        order by bands.minimum desc
        limit 1
    )
