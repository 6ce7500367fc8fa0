-- Compliance of the applications that came to a facility in a month.
with applications as (

    select
        facility_id,
        {{ month_of('created_at') }} as month,
        count(*) as total_applications,
        count(compliance_score) as scored_applications,
        count(*) filter (where is_compliant) as compliant_applications,
        avg({{ exact('compliance_score') }}) as avg_compliance_score,
        count(*) filter (where has_violations) as applications_with_violations
    from {{ ref('int_crm__applications') }}
    group by facility_id, {{ month_of('created_at') }}

)

select
    spine.facility_id,
    spine.facility_name,
    spine.month,
    coalesce(applications.total_applications, 0) as total_applications,
    coalesce(applications.scored_applications, 0) as scored_applications,
    coalesce(applications.compliant_applications, 0) as compliant_applications,
    {{ percentage('applications.compliant_applications', 'applications.scored_applications') }} as compliance_rate_pct,
    applications.avg_compliance_score,
    coalesce(applications.applications_with_violations, 0) as applications_with_violations,
    {{ percentage('applications.applications_with_violations', 'applications.total_applications') }} as violation_rate_pct
from {{ ref('int_crm__facility_months') }} as spine
left join applications
    on
        spine.facility_id = applications.facility_id
        and spine.month = applications.month
order by spine.facility_id, spine.month
