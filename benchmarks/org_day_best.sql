-- The best hand-written query that we know: raw Parquet to the org-day mart in one statement, for one moment and the
-- default policies. The variable `as_of` is the first moment after the last complete day.
-- How it is fast: the sixty names are classified once; what is kept of an event (day, organisation, user, name) is packed
-- into one integer, so that the latest extraction of a uuid is one arg_max over integers; the sort carries no texts.
-- It takes for granted what our models do not: extractions of the same moment agree, at most 63 names, 2^18 customers,
-- 2^20 users, a loader that writes `"changes":[]` without blanks.
create or replace table result as
with names as materialized (
    select
        event,
        row_number() over (order by event)::smallint as event_key,
        case
            when event ilike 'issue:%' then 'issue'
            when regexp_matches(lower(event), '(^|[^a-z0-9])ai_') then 'ai'
            when event ilike 'frontend:%' then 'frontend'
            when event ilike 'knowledge_base:%' then 'kb'
            else 'other'
        end::enum ('ai', 'frontend', 'issue', 'kb', 'other') as category
    from (select distinct event from raw_app.product_events where event != '')
),
snapshots as materialized (
    select id, name, industry, lower(segment__c) as segment, seat_tier__c as seat_tier, csm__c as csm, annualrevenue,
        pylon_organization_id__c as org_id, _airbyte_extracted_at as extracted_at,
        case when is_deleted then 0 else coalesce(current_arr__c, 0)::decimal(18, 2) end as arr,
        current_arr__c as current_arr, coalesce(is_deleted, false) as is_deleted
    from raw_salesforce.account
    where id != '' and coalesce(current_arr__c >= 0, true) and coalesce(annualrevenue >= 0, true)
        and coalesce(contains(_airbyte_meta, '"changes":[]'), true)
        and _airbyte_extracted_at < getvariable('as_of') + interval 1 day
    qualify row_number() over (partition by id, _airbyte_extracted_at) = 1
),
accounts as (
    select * from snapshots qualify row_number() over (partition by id order by extracted_at desc) = 1
),
org_accounts as (
    select * from accounts where not is_deleted
    qualify row_number() over (partition by org_id order by coalesce(current_arr, 0) desc, id) = 1
),
org_arr as (select org_id, sum(arr)::double as arr from accounts group by org_id),
first_paying as (
    select org_id, min(extracted_at)::date - 1 as day
    from (select * from snapshots qualify row_number() over (partition by id, extracted_at::date order by extracted_at desc) = 1)
    where arr > 0 group by org_id
),
orgs as materialized (
    select row_number() over (order by o.id)::integer as org_key, o.id as org_id, o.name as org_name,
        lower(o.domain) as org_domain, lower(o.region) as region, o.created_at::date as org_created_date,
        a.name as salesforce_account_name, a.industry, a.segment as account_segment, a.seat_tier, a.csm,
        r.arr as current_arr, a.annualrevenue, coalesce(r.arr > 0, false) as is_paying_customer,
        case
            when r.arr > 0 then 'paid'
            when p.day < getvariable('as_of') then 'churned'
            else 'none'
        end as plan_status
    from (
        select * from raw_app.organizations
        where id != '' and created_at is not null and coalesce(contains(_airbyte_meta, '"changes":[]'), true)
        qualify row_number() over (partition by id order by _airbyte_extracted_at desc) = 1
    ) as o
    left join org_accounts as a on o.id = a.org_id
    left join org_arr as r on a.org_id = r.org_id
    left join first_paying as p on a.org_id = p.org_id
    where o.created_at < getvariable('as_of')
),
memberships as materialized (
    select u.id as user_id, o.org_key, u.organization_id as org_id,
        dense_rank() over (order by u.id)::integer as user_key,
        count(*) over (partition by u.id) as organization_count,
        row_number() over (partition by u.id order by u.created_at, u.organization_id) = 1 as is_primary
    from (
        select * from raw_app.users
        where id != '' and coalesce(deactivated_at >= created_at, true)
            and coalesce(contains(_airbyte_meta, '"changes":[]'), true)
        qualify row_number() over (partition by id, organization_id order by _airbyte_extracted_at desc) = 1
    ) as u
    join orgs as o on u.organization_id = o.org_id
    where u.created_at < getvariable('as_of')
),
actors as materialized (
    select user_id as distinct_id, user_key, org_key, organization_count from memberships where is_primary
    union all
    select 'org-' || org_id, null, org_key, 1 from orgs
),
sound as (
    select * from raw_app.product_events
    where uuid is not null and event != '' and distinct_id != ''
        and timestamp >= timestamp '2005-01-01' and timestamp <= _airbyte_extracted_at + interval 1 hour
        and coalesce(contains(_airbyte_meta, '"changes":[]'), true)
),
-- 14 bits of day, 18 of organisation, 20 of user, 6 of name.
packed as materialized (
    select arg_max(
        (e.timestamp::date - date '2000-01-01')::bigint * (1::bigint << 44)
        + coalesce(m.org_key, a.org_key)::bigint * (1 << 26)
        + coalesce(a.user_key, 0)::bigint * (1 << 6) + n.event_key, e._airbyte_extracted_at) as k
    from sound as e
    join names as n on e.event = n.event
    join actors as a on e.distinct_id = a.distinct_id
    left join memberships as m
        on case when a.organization_count > 1 and json_valid(e.properties)
            then json_extract_string(e.properties, '$.organization_id') end = m.org_id
        and a.user_key = m.user_key
    where e.timestamp < getvariable('as_of')
    group by e.uuid
),
events as materialized (
    select date '2000-01-01' + (k >> 44)::integer as day, ((k >> 26) & 262143)::integer as org_key,
        nullif((k >> 6) & 1048575, 0)::integer as user_key, names.event_key, names.category
    from packed
    join names on names.event_key = (k & 63)::smallint
),
totals as (
    select day, org_key, count(*) as total, count(user_key) as by_users,
        count(case when category = 'ai' then user_key end) as ai_by_users,
        count(case when category = 'ai' then 1 end) as ai,
        count(case when category = 'frontend' then 1 end) as frontend,
        count(case when category = 'issue' then 1 end) as issue,
        count(case when category = 'kb' then 1 end) as kb,
        count(case when category = 'other' then 1 end) as other
    from events group by all
),
users as (select day, org_key, count(distinct user_key) as users from events group by all),
tops as (
    select day, org_key, count(*) as types, max(n * 32768 + 32767 - event_key) as top
    from (select day, org_key, event_key, count(*) as n from events group by all) group by all
),
daily as (
    select t.*, users, types, top
    from totals as t
    join users as u on t.day = u.day and t.org_key = u.org_key
    join tops on t.day = tops.day and t.org_key = tops.org_key
    order by t.day, t.org_key
)
select org_id, org_name, org_domain, org_created_date, t.day as activity_date,
    total as total_event_count, users as unique_user_count, types as distinct_event_types,
    (ai > 0)::bigint + (frontend > 0)::bigint + (issue > 0)::bigint + (kb > 0)::bigint + (other > 0)::bigint
        as distinct_feature_categories,
    names.event as top_event_type, top // 32768 as top_event_count,
    coalesce(by_users / nullif(users, 0), 0) as avg_events_per_user,
    issue as issue_events, ai as ai_events, frontend as frontend_events, kb as kb_events,
    concat_ws(', ', case when ai > 0 then 'AI Features' end, case when frontend > 0 then 'Frontend/Navigation' end,
        case when issue > 0 then 'Issue Management' end, case when kb > 0 then 'Knowledge Base' end,
        case when other > 0 then 'Other' end) as feature_categories_used,
    salesforce_account_name, industry, account_segment, seat_tier, current_arr, annualrevenue, is_paying_customer,
    timestamp '2030-01-01' as _loaded_at, other as other_events, by_users as user_event_count,
    ai_by_users as ai_user_event_count, total - by_users as system_event_count, plan_status, region, csm
from daily as t
join names on names.event_key = 32767 - (top & 32767)
join orgs on orgs.org_key = t.org_key;
