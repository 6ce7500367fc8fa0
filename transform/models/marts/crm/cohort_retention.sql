-- What became of the leads of a facility, rep and month of arrival by the end of that month and of each of the next
-- twelve. A month that has not begun by the as-of has no row; in one that runs the as-of is the end.
with leads as (

    select
        *,
        {{ month_of('created_at') }} as cohort_month
    from {{ ref('int_crm__lead_moments') }}

),

ages as (

    select cast(unnest(generate_series(0, 12)) as integer) as months_since_cohort

),

lead_ages as (

    select
        leads.*,
        ages.months_since_cohort,
        leads.cohort_month + to_months(ages.months_since_cohort + 1) as age_end
    from leads
    inner join ages on leads.cohort_month + to_months(ages.months_since_cohort) < {{ as_of_at() }}

),

states as (

    select
        *,
        coalesce(won_at < age_end, false) as is_won,
        coalesce(lost_at < age_end, false) as is_lost,
        coalesce(progressed_at < age_end, false) as has_progressed
    from lead_ages

),

cohorts as (

    select
        facility_id,
        rep_id,
        cohort_month,
        months_since_cohort,
        age_end <= {{ as_of_at() }} as is_complete,
        count(*) as leads_in_cohort,
        count(*) filter (where not is_lost) as leads_retained,
        count(*) filter (where has_progressed) as leads_progressed,
        sum(case when is_won then 1.0 when is_lost then 0.0 else 0.5 end) as weighted_active_leads
    from states
    group by facility_id, rep_id, cohort_month, months_since_cohort, age_end

)

select
    cohorts.facility_id,
    facilities.facility_name,
    cohorts.rep_id,
    cohorts.cohort_month,
    cohorts.months_since_cohort,
    cohorts.is_complete,
    cohorts.leads_in_cohort,
    cohorts.leads_retained,
    cohorts.leads_progressed,
    {{ percentage('cohorts.leads_retained', 'cohorts.leads_in_cohort') }} as retention_rate_pct,
    {{ percentage('cohorts.leads_progressed', 'cohorts.leads_in_cohort') }} as progression_rate_pct,
    cast(cohorts.weighted_active_leads as double) as weighted_active_leads
from cohorts
left join {{ ref('int_sales__facilities') }} as facilities on cohorts.facility_id = facilities.facility_id
order by cohorts.facility_id, cohorts.rep_id, cohorts.cohort_month, cohorts.months_since_cohort
