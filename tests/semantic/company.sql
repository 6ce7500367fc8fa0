-- A tiny company, written by hand: 79 days (2025-05-01 to 2025-07-18, a Friday), six customers, seven people.
-- Table `facts` is the base truth that the tests' own SQL reads; the published tables are derived from it the long way.
create schema marts;
create schema metrics;
create schema truth;

create table marts.dim_organizations as
select *, 20000::double as current_arr from (values
    ('o1', 'Alpha',  'emea', 'Retail',  'Enterprise', 'gold',   'Ana', 'paid',    date '2024-01-01'),
    ('o2', 'Beta',   'amer', 'Retail',  'SMB',        'silver', 'Ana', 'paid',    date '2024-01-01'),
    ('o3', 'Gamma',  'emea', 'Finance', 'Enterprise', 'gold',   'Bob', 'paid',    date '2024-01-01'),
    -- Uses the product, but has no Salesforce account: everything that comes from it is null.
    ('o4', 'Delta',  'amer', null,      null,         null,     null,  'none',    date '2024-01-01'),
    -- Left at the end of May. Its name is what a name must never be: a statement.
    ('o5', $$O'Neil"; drop table marts.dim_organizations; -- {{ 1/0 }} $f0$$, 'apac', 'Finance', 'SMB', 'silver', 'Bob', 'churned', date '2024-01-01'),
    -- Signed up in June and never did a thing.
    ('o6', 'Żeta 🦊', 'apac', 'Media',  'SMB',        'silver', 'Bob', 'trial',   date '2025-06-15')
) as t(org_id, org_name, region, industry, account_segment, seat_tier, csm, plan_status, org_created_date);

-- Where people work, and the features that they use: nobody used one.
create table metrics.dim_platforms as
select * from (values ('other', 'other'), ('web', 'web')) as t(client_id, platform);

create table metrics.dim_features as
select * from (values ('ai_search', 'AI search', 'ai')) as t(feature_id, feature_name, feature_category);

create table metrics.time_spine_daily as
select unnest(generate_series(date '2025-05-01', date '2025-07-18', interval 1 day))::date as date_day;

-- Every organisation and day since it signed up.
create table truth.org_days as
select org_id, date_day as day
from marts.dim_organizations
join metrics.time_spine_daily on date_day >= org_created_date;

-- What each person did, in which organisation and on which day. Person 2 works for o1 and o2, person 5 for o1 and o3.
-- Nobody does anything on 2025-06-10, nor between 2025-07-05 and 2025-07-08.
create table truth.facts as
with habits(user_key, org_id, every, starts) as (values
    (1, 'o1', 1, 0), (2, 'o1', 3, 1), (2, 'o2', 4, 2), (3, 'o2', 9, 0), (4, 'o3', 2, 0), (5, 'o3', 5, 3), (5, 'o1', 5, 3), (6, 'o5', 1, 0), (7, 'o4', 6, 1))
select
    user_key::bigint as user_key,
    org_id,
    day,
    1 + (datediff('day', date '2025-05-01', day) * 7 + user_key) % 5 as events,
    (datediff('day', date '2025-05-01', day) + user_key) % 3 as ai_events
from habits
join truth.org_days using (org_id)
where datediff('day', date '2025-05-01', day) % every = starts % every
  and day <> '2025-06-10' and day not between '2025-07-05' and '2025-07-08'
  and not (org_id = 'o5' and day > '2025-05-31')
  and not (user_key = 4 and day > '2025-07-17');

-- The systems of o3 work on Mondays, whoever else is there, and on nothing in the quiet days.
create table truth.system_facts as
select org_id, day, 10 as events
from truth.org_days
where org_id = 'o3' and isodow(day) = 1 and day not between '2025-07-05' and '2025-07-08';

create table marts.fct_org_daily_activity as
select
    org_id,
    day as activity_date,
    sum(events)::bigint as total_event_count,
    coalesce(sum(events) filter (is_user), 0)::bigint as user_event_count
from (
    select org_id, day, events, true as is_user from truth.facts
    union all
    select org_id, day, events, false from truth.system_facts
)
group by all;

create view metrics.product_event_days as
select
    org_id,
    activity_date as metric_date,
    'other' as platform,
    null::varchar as feature_id,
    total_event_count as event_count
from marts.fct_org_daily_activity;

create table metrics.user_activity_windows as
with recent as (
    select distinct spine.date_day as metric_date, f.user_key, f.org_id
    from truth.facts as f
    join metrics.time_spine_daily as spine on f.day between spine.date_day - 29 and spine.date_day
)
select
    r.user_key,
    r.org_id,
    r.metric_date,
    'other' as platform,
    null::varchar as feature_id,
    bool_or(f.day = r.metric_date) as is_active_1d,
    bool_or(f.day > r.metric_date - 7) as is_active_7d,
    true as is_active_30d,
    case when bool_or(f.day = r.metric_date) then r.user_key * 1000000 + datediff('day', date '1970-01-01', r.metric_date) end as user_day_key,
    coalesce(sum(f.events) filter (f.day = r.metric_date), 0)::bigint as user_event_count
from recent as r
join truth.facts as f on f.user_key = r.user_key and f.org_id = r.org_id and f.day between r.metric_date - 29 and r.metric_date
group by r.user_key, r.org_id, r.metric_date
union all
select null, org_id, day, 'other', null, false, false, false, null, 0 from truth.org_days;

-- The same people as numbers, those of several organisations by their keys.
create table truth.sharing as
select user_key from truth.facts group by user_key having count(distinct org_id) > 1;

create table metrics.active_user_counts as
select
    org_id,
    metric_date,
    count(*) filter (is_active_1d and is_own) as own_daily_users,
    count(*) filter (is_active_7d and is_own) as own_weekly_users,
    count(*) filter (is_active_30d and is_own) as own_monthly_users,
    count(user_day_key) filter (is_own) as own_user_days,
    sum(count(user_day_key) filter (is_own)) over (
        partition by org_id order by metric_date range interval 29 days preceding
    )::bigint as own_user_days_30d,
    sum(user_event_count)::bigint as user_event_count,
    null::bigint as daily_user_key,
    null::bigint as weekly_user_key,
    null::bigint as monthly_user_key
from (select *, user_key not in (from truth.sharing) as is_own from metrics.user_activity_windows)
group by org_id, metric_date
union all
select
    org_id, metric_date, 0, 0, 0, 0, 0, 0,
    case when is_active_1d then user_key end, case when is_active_7d then user_key end, user_key
from metrics.user_activity_windows
where user_key in (from truth.sharing);

create table metrics.shared_user_days as
select
    w.org_id,
    spine.date_day as metric_date,
    case when spine.date_day = w.metric_date then w.user_day_key end as user_day_key,
    w.user_day_key as user_day_30d_key
from metrics.user_activity_windows as w
join metrics.time_spine_daily as spine on w.metric_date between spine.date_day - 29 and spine.date_day
where w.user_key in (from truth.sharing) and w.user_day_key is not null
union all
select org_id, day, null, null from truth.org_days;

-- ARR by customer and day; o5 pays until the end of May, o3 grows in July, o4 has no account.
create table truth.arr as
select
    org_id,
    day,
    case org_id
        when 'o1' then 120000.0
        when 'o2' then 20000.0
        when 'o3' then if(day < '2025-07-01', 80000.0, 95000.5)
        when 'o5' then if(day < '2025-06-01', 50000.0, 0.0)
        when 'o6' then 0.0
    end as arr
from truth.org_days;

create table marts.fct_customer_ai_adoption_30d as
select
    d.org_id,
    d.day as as_of_date,
    if(d.org_id in ('o4', 'o6'), null, date '2024-01-01') as cohort_month,
    coalesce(arr.arr, 0) > 0 as is_active_customer,
    coalesce(arr.arr, 0) as customer_arr,
    arr.arr as current_arr,
    coalesce(sum(f.events), 0)::bigint as total_event_count_30d,
    coalesce(sum(f.ai_events), 0)::bigint as ai_event_count_30d,
    -- Scores of the test are a formula, not a judgement: what matters is which rows are averaged.
    case when sum(f.events) > 0 then 10.0 * (ascii(right(d.org_id, 1)) - 48) + dayofmonth(d.day) / 4 end::double as effective_ai_adoption_score,
    case when coalesce(arr.arr, 0) > 0 then 90.0 - 10 * (ascii(right(d.org_id, 1)) - 48) + dayofmonth(d.day) / 8 end::double as customer_health_score,
    -- Nobody is a quick win after May: a filter on it must not find May's rows in July.
    case
        when d.org_id = 'o1' then 'target'
        when d.org_id = 'o3' then if(d.day < '2025-07-01', 'risk', 'target')
        when d.org_id = 'o5' and d.day < '2025-06-01' then 'quick_win'
        else 'monitor'
    end as adoption_quadrant,
    if(d.org_id in ('o1', 'o2'), 'good', 'fair') as health_status,
    80000.0::double as arr_threshold_usd,
    50.0::double as adoption_threshold
from truth.org_days as d
join truth.arr as arr on arr.org_id = d.org_id and arr.day = d.day
left join (
    select org_id, day, sum(events) as events, sum(ai_events) as ai_events
    from (
        select org_id, day, events, ai_events from truth.facts
        union all
        select org_id, day, events, 0 from truth.system_facts
    )
    group by all
) as f on f.org_id = d.org_id and f.day between d.day - 29 and d.day
group by d.org_id, d.day, arr.arr;

-- Each score has two parts, of 60 and 40 points, that are won alike; stored as the real ones are.
create table marts.score_components_daily as
select
    score,
    'customer' as entity_type,
    org_id as entity_id,
    as_of_date as metric_date,
    component,
    component as parent,
    value / 100 as observed_value,
    1.0::double as target,
    share * value as points,
    100.0 * share as max_points,
    100.0 * share - share * value as points_lost,
    'below_target' as reason_code,
    'customer-success' as owner
from (
    select org_id, as_of_date, 'customer_health_score' as score, customer_health_score as value
    from marts.fct_customer_ai_adoption_30d
    union all
    select org_id, as_of_date, 'effective_ai_adoption_score', effective_ai_adoption_score
    from marts.fct_customer_ai_adoption_30d
)
cross join (values ('usage', 0.6::double), ('care', 0.4::double)) as parts(component, share)
where value is not null and (as_of_date > date '2025-06-13' or as_of_date = last_day(as_of_date));
