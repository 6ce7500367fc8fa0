-- What the metrics count of applications is what the figures of the CRM count, for every facility and whole month.
{{ config(tags=['operations']) }}
with arrivals as (

    select
        facility_id,
        cast(date_trunc('month', metric_date) as date) as month,
        count(is_compliant) as scored_applications,
        count(*) filter (where is_compliant) as compliant_applications
    from {{ ref('application_arrivals') }}
    group by facility_id, date_trunc('month', metric_date)

),

hires as (

    select
        facility_id,
        cast(date_trunc('month', metric_date) as date) as month,
        count(*) as hires
    from {{ ref('application_hires') }}
    group by facility_id, date_trunc('month', metric_date)

)

select
    kpis.facility_id,
    kpis.month,
    kpis.scored_applications,
    arrivals.scored_applications as scored_arrivals,
    kpis.hires,
    hires.hires as told_hires
from {{ ref('combined_kpis') }} as kpis
left join arrivals
    on
        kpis.facility_id = arrivals.facility_id
        and kpis.month = arrivals.month
left join hires
    on
        kpis.facility_id = hires.facility_id
        and kpis.month = hires.month
-- The months of the CRM reach to the as-of moment, the metrics to the end of the as-of date.
where
    kpis.month + interval 1 month <= {{ as_of_date() }} + 1
    and (
        kpis.scored_applications != coalesce(arrivals.scored_applications, 0)
        or kpis.compliant_applications != coalesce(arrivals.compliant_applications, 0)
        or kpis.hires != coalesce(hires.hires, 0)
    )
