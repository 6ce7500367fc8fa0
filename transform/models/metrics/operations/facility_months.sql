{{ config(materialized='view') }}

-- The health of every facility in every month, dated by the last day of the month (the running one by the as-of date).
-- Rows that name no facility make up none. The parts of the health stand beside it, for whoever asks why it is so.
select
    facility_id,
    least(cast(month + interval 1 month as date) - 1, {{ as_of_date() }}) as metric_date,
    {{ exact('overall_health_score') }} as facility_health_score,
    compliance_score,
    pipeline_health,
    conversion_health,
    sla_health,
    satisfaction_health
from {{ ref('health_scores') }}
where
    facility_id != 'unassigned'
    and month <= {{ as_of_date() }}
