-- What people at a facility answered in a month, per survey; a month without answers has a row without a score. The score
-- that is compared with the calendar month before is the mean of csat answers and the net promoter score.
with answers as (

    select
        facility_id,
        survey_type as metric_type,
        {{ month_of('responded_at') }} as month,
        count(*) as response_count,
        avg({{ exact('score') }}) as avg_score,
        median(score) as median_score,
        count(*) filter (where coalesce(nps_group, csat_group) in ('promoter', 'satisfied')) as positive_count,
        count(*) filter (where coalesce(nps_group, csat_group) in ('detractor', 'dissatisfied')) as negative_count
    from {{ ref('int_crm__answers') }}
    where survey_type in ('csat', 'nps')
    group by facility_id, survey_type, {{ month_of('responded_at') }}

),

spine as (

    select
        months.facility_id,
        months.facility_name,
        months.month,
        surveys.metric_type
    from {{ ref('int_crm__facility_months') }} as months
    cross join (select unnest(['csat', 'nps']) as metric_type) as surveys

),

scores as (

    select
        spine.*,
        coalesce(answers.response_count, 0) as response_count,
        coalesce(answers.positive_count, 0) as positive_count,
        coalesce(answers.negative_count, 0) as negative_count,
        answers.avg_score,
        case
            when spine.metric_type = 'nps'
                then {{ percentage('(answers.positive_count - answers.negative_count)', 'answers.response_count') }}
        end as nps_score,
        answers.median_score
    from spine
    left join answers
        on
            spine.facility_id = answers.facility_id
            and spine.month = answers.month
            and spine.metric_type = answers.metric_type

),

headlines as (

    select
        *,
        case metric_type when 'nps' then nps_score else avg_score end as score
    from scores

)

select
    now.facility_id,
    now.facility_name,
    now.month,
    now.metric_type,
    now.response_count,
    now.positive_count,
    now.negative_count,
    now.avg_score,
    now.nps_score,
    {{ percentage('now.positive_count', 'now.response_count') }} as promoter_or_satisfaction_pct,
    {{ percentage('now.negative_count', 'now.response_count') }} as detractor_rate_pct,
    now.median_score,
    before.score as previous_month_score,
    now.score - before.score as month_over_month_change
from headlines as now
left join headlines as before
    on
        now.facility_id = before.facility_id
        and now.metric_type = before.metric_type
        and now.month = before.month + interval 1 month
order by now.facility_id, now.month, now.metric_type
