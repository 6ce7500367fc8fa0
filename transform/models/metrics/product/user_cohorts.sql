-- Each person at its first active day, and whether it was back on the 1st, 7th and 30th day after exactly; null while
-- that day is not over. The first event tells the organisation and the platform.
{%- set days = [1, 7, 30] %}
with first_sessions as (

    select
        user_id,
        min(activity_date) as first_active_date,
        arg_min(org_id, struct_pack(activity_date, started_at, org_id)) as org_id,
        arg_min(coalesce(platform, ''), struct_pack(activity_date, started_at, org_id)) as platform
    from {{ ref('int_product_events__session_parts') }}
    group by user_id

),

people as (

    select
        user_id,
        cast(date_trunc('month', min(created_at)) as date) as cohort_month
    from {{ ref('user_org_mapping') }}
    group by user_id

),

returns as (

    select
        first_sessions.user_id,
        {%- for day in days %}
        bool_or(daily.activity_date = first_sessions.first_active_date + {{ day }}) as is_back_d{{ day }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from first_sessions
    inner join {{ ref('int_product_events__user_daily') }} as daily on first_sessions.user_id = daily.user_id
    group by first_sessions.user_id

)

select
    first_sessions.user_id,
    first_sessions.org_id,
    first_sessions.first_active_date as metric_date,
    coalesce(platforms.device_class, 'other') as platform,
    people.cohort_month,
    {%- for day in days %}
    {%- set is_over = 'first_sessions.first_active_date + ' ~ day ~ ' <= ' ~ as_of_date() %}
    case when {{ is_over }} then 1 else 0 end as judged_d{{ day }},
    case when {{ is_over }} and returns.is_back_d{{ day }} then 1 else 0 end as retained_d{{ day }}
    {{- ',' if not loop.last }}
    {%- endfor %}
from first_sessions
inner join people on first_sessions.user_id = people.user_id
inner join returns on first_sessions.user_id = returns.user_id
left join {{ ref('platforms') }} as platforms on first_sessions.platform = platforms.platform
order by metric_date, first_sessions.user_id
