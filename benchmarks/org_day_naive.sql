-- The mart as a dbt project grows it by itself: staging views with row_number, names matched for every event, COUNT
-- DISTINCT, and a window for the top event. The same rows as benchmarks/org_day_best.sql, event context included.
create schema if not exists naive;

create or replace view naive.stg_organizations as
select id as org_id, name as org_name, lower(domain) as org_domain, lower(region) as region,
    created_at::date as org_created_date
from (
    select *, row_number() over (partition by id order by _airbyte_extracted_at desc) as extraction_rank
    from raw_app.organizations
    where id != '' and created_at is not null and coalesce(contains(_airbyte_meta, '"changes":[]'), true)
)
where extraction_rank = 1 and created_at < getvariable('as_of');

create or replace view naive.stg_users as
select id as user_id, organization_id as org_id, created_at
from (
    select *, row_number() over (partition by id, organization_id order by _airbyte_extracted_at desc)
        as extraction_rank
    from raw_app.users
    where id != '' and coalesce(deactivated_at >= created_at, true)
        and coalesce(contains(_airbyte_meta, '"changes":[]'), true)
)
where extraction_rank = 1 and created_at < getvariable('as_of');

create or replace view naive.stg_snapshots as
select id as account_id, pylon_organization_id__c as org_id, name as account_name, industry,
    lower(segment__c) as segment, seat_tier__c as seat_tier, csm__c as csm, annualrevenue, current_arr__c as current_arr,
    case when is_deleted then 0 else coalesce(current_arr__c, 0)::decimal(18, 2) end as arr,
    coalesce(is_deleted, false) as is_deleted, _airbyte_extracted_at as extracted_at
from (
    select *, row_number() over (partition by id, _airbyte_extracted_at) as extraction_rank
    from raw_salesforce.account
    where id != '' and coalesce(current_arr__c >= 0, true) and coalesce(annualrevenue >= 0, true)
        and coalesce(contains(_airbyte_meta, '"changes":[]'), true)
)
where extraction_rank = 1 and _airbyte_extracted_at < getvariable('as_of') + interval 1 day;

create or replace view naive.accounts as
select * from naive.stg_snapshots
qualify row_number() over (partition by account_id order by extracted_at desc) = 1;

create or replace view naive.organizations as
with org_accounts as (
    select * from naive.accounts where not is_deleted
    qualify row_number() over (partition by org_id order by coalesce(current_arr, 0) desc, account_id) = 1
),
org_arr as (select org_id, sum(arr)::double as arr from naive.accounts group by org_id),
first_paying as (
    select org_id, min(extracted_at)::date - 1 as day
    from (
        select * from naive.stg_snapshots
        qualify row_number() over (partition by account_id, extracted_at::date order by extracted_at desc) = 1
    )
    where arr > 0
    group by org_id
)
select o.*, a.account_name, a.industry, a.segment, a.seat_tier, a.csm, r.arr as current_arr, a.annualrevenue,
    coalesce(r.arr > 0, false) as is_paying_customer,
    case when r.arr > 0 then 'paid' when p.day < getvariable('as_of') then 'churned' else 'none' end as plan_status
from naive.stg_organizations as o
left join org_accounts as a on o.org_id = a.org_id
left join org_arr as r on a.org_id = r.org_id
left join first_paying as p on a.org_id = p.org_id;

create or replace view naive.user_org_mapping as
select u.user_id, u.org_id, row_number() over (partition by u.user_id order by u.created_at, u.org_id) = 1 as is_primary
from naive.stg_users as u
join naive.stg_organizations as o on u.org_id = o.org_id;

create or replace view naive.stg_product_events as
select uuid, event, distinct_id, timestamp as event_at, properties,
    case when starts_with(distinct_id, 'org-') then substr(distinct_id, 5) end as org_id_direct
from (
    select *, row_number() over (
        partition by uuid order by _airbyte_extracted_at desc, timestamp desc, event, distinct_id, properties
    ) as extraction_rank
    from raw_app.product_events
    where uuid is not null and event != '' and distinct_id != ''
        and timestamp >= timestamp '2005-01-01' and timestamp <= _airbyte_extracted_at + interval 1 hour
        and coalesce(contains(_airbyte_meta, '"changes":[]'), true)
)
where extraction_rank = 1 and event_at < getvariable('as_of');

create or replace view naive.event_classification as
select
    e.uuid, e.event, e.event_at::date as activity_date, p.user_id,
    coalesce(e.org_id_direct, c.org_id, p.org_id) as org_id,
    case
        when e.event ilike 'issue:%' then 'Issue Management'
        when regexp_matches(lower(e.event), '(^|[^a-z0-9])ai_') then 'AI Features'
        when e.event ilike 'frontend:%' then 'Frontend/Navigation'
        when e.event ilike 'knowledge_base:%' then 'Knowledge Base'
        else 'Other'
    end as event_category
from naive.stg_product_events as e
left join naive.user_org_mapping as p on e.distinct_id = p.user_id and p.is_primary
left join naive.user_org_mapping as c
    on e.distinct_id = c.user_id
    and case when json_valid(e.properties) then json_extract_string(e.properties, '$.organization_id') end = c.org_id;

create or replace table result as
with events as (
    select * from naive.event_classification where org_id in (select org_id from naive.stg_organizations)
),
ranked as (
    select org_id, activity_date, event, count(*) as event_count,
        row_number() over (partition by org_id, activity_date order by count(*) desc, event) as event_rank
    from events group by org_id, activity_date, event
),
daily as (
    select org_id, activity_date, count(*) as total, count(distinct user_id) as users,
        count(distinct event) as types, count(distinct event_category) as categories, count(user_id) as by_users,
        count(case when event_category = 'AI Features' then user_id end) as ai_by_users,
        count(*) filter (where event_category = 'AI Features') as ai,
        count(*) filter (where event_category = 'Frontend/Navigation') as frontend,
        count(*) filter (where event_category = 'Issue Management') as issue,
        count(*) filter (where event_category = 'Knowledge Base') as kb,
        count(*) filter (where event_category = 'Other') as other,
        string_agg(distinct event_category, ', ' order by event_category) as used
    from events group by org_id, activity_date
)
select d.org_id, o.org_name, o.org_domain, o.org_created_date, d.activity_date,
    d.total as total_event_count, d.users as unique_user_count, d.types as distinct_event_types,
    d.categories as distinct_feature_categories, r.event as top_event_type, r.event_count as top_event_count,
    coalesce(d.by_users / nullif(d.users, 0), 0) as avg_events_per_user, d.issue as issue_events, d.ai as ai_events,
    d.frontend as frontend_events, d.kb as kb_events, d.used as feature_categories_used,
    o.account_name as salesforce_account_name, o.industry, o.segment as account_segment, o.seat_tier, o.current_arr,
    o.annualrevenue, o.is_paying_customer, timestamp '2030-01-01' as _loaded_at, d.other as other_events,
    d.by_users as user_event_count, d.ai_by_users as ai_user_event_count, d.total - d.by_users as system_event_count,
    o.plan_status, o.region, o.csm
from daily as d
join ranked as r on d.org_id = r.org_id and d.activity_date = r.activity_date and r.event_rank = 1
join naive.organizations as o on d.org_id = o.org_id
order by d.activity_date, d.org_id;
