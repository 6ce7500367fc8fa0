-- The applications that came to a facility in a month and what has become of them by the as-of; hires by the month of
-- hiring.
with arrivals as (

    select
        facility_id,
        {{ month_of('created_at') }} as month,
        count(*) as total_applications,
        count(*) filter (where status = 'pending') as pending_applications,
        count(*) filter (where status = 'interview') as interview_applications,
        count(*) filter (where status = 'hired') as hired_applications,
        count(*) filter (where status = 'rejected') as rejected_applications
    from {{ ref('int_crm__applications') }}
    group by facility_id, {{ month_of('created_at') }}

),

hires as (

    select
        facility_id,
        {{ month_of('hired_at') }} as month,
        count(*) as hires,
        avg({{ exact(elapsed_days('created_at', 'hired_at')) }}) as avg_days_to_fill
    from {{ ref('int_crm__applications') }}
    where hired_at is not null
    group by facility_id, {{ month_of('hired_at') }}

)

select
    spine.facility_id,
    spine.facility_name,
    spine.month,
    coalesce(arrivals.total_applications, 0) as total_applications,
    coalesce(arrivals.pending_applications, 0) as pending_applications,
    coalesce(arrivals.interview_applications, 0) as interview_applications,
    coalesce(arrivals.hired_applications, 0) as hired_applications,
    coalesce(arrivals.rejected_applications, 0) as rejected_applications,
    -- An unknown status is no progress that anybody could name.
    {{ percentage(
        '(arrivals.interview_applications + arrivals.hired_applications + arrivals.rejected_applications)',
        'arrivals.total_applications'
    ) }} as no_longer_pending_pct,
    {{ percentage('arrivals.hired_applications', 'arrivals.total_applications') }} as hire_rate_pct,
    coalesce(hires.hires, 0) as hires,
    hires.avg_days_to_fill
from {{ ref('int_crm__facility_months') }} as spine
left join arrivals
    on
        spine.facility_id = arrivals.facility_id
        and spine.month = arrivals.month
left join hires
    on
        spine.facility_id = hires.facility_id
        and spine.month = hires.month
order by spine.facility_id, spine.month
