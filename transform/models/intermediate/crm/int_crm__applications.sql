-- Applications as they stand at the as-of: what was decided later is still pending.
with applications as (

    select
        application_id,
        {{ or_unassigned('facility_id') }} as facility_id,
        candidate_id,
        case when {{ is_after_as_of('coalesce(hired_at, updated_at)') }} then 'pending' else status end as status,
        compliance_score,
        coalesce(has_violations, false) as has_violations,
        created_at,
        hired_at
    from {{ ref('stg_applications') }}

)

select
    applications.application_id,
    applications.facility_id,
    applications.candidate_id,
    applications.status,
    applications.compliance_score,
    bands.band = 'compliant' as is_compliant,
    applications.has_violations,
    applications.created_at,
    case when applications.status = 'hired' then applications.hired_at end as hired_at
from applications
left join {{ ref('int_scores__bands') }} as bands
    on
        bands.scale = 'compliance'
        and applications.compliance_score >= bands.minimum
        and applications.compliance_score < bands.below
