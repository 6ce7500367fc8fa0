-- Entities of the tiny company: what belongs to whom, and who must not be told of it.
create schema entities;

create table entities.entity_customers as
select
    org_id as customer_id,
    org_name as customer_name,
    industry,
    csm,
    case org_id when 'o1' then 10000.0 when 'o2' then 1666.5 when 'o3' then 7900.0 else 0.0 end as mrr_usd,
    org_created_date as signup_date,
    plan_status = 'paid' as is_active_customer
from marts.dim_organizations;

create table entities.entity_customers_history as
select
    'o1' as customer_id,
    version_number::bigint as version_number,
    timestamp '2025-01-01' + interval (version_number) month as valid_from,
    case when version_number < 600 then timestamp '2025-01-01' + interval (version_number + 1) month end as valid_to,
    version_number = 600 as is_current,
    if(version_number = 1, 'created', 'plan') as what_changed,
    '{"plan": "a"}' as old_value,
    '{"plan": "b"}' as new_value,
    'b' as plan
from generate_series(1, 600) as t(version_number);

-- Lena works for o1 and o3; Max left o3 for o1.
create table entities.entity_users as
select * from (values
    ('u1', 'Lena 100%_Ångström', 'o1', 'o1, o3', 5::bigint),
    ('u2', 'Max', 'o1', 'o1', null),
    ('u3', 'Nobody''s"; drop table x; --', 'o5', null, 0)
) as t(user_id, user_name, customer_id, customer_ids, event_count);

create table entities.entity_users_history as
select * from (values
    ('u2', 1::bigint, timestamp '2025-01-01', 'created', '{"customer_id": null, "role": null}', '{"customer_id": "o3", "role": "admin"}', 'o3', 'o3'),
    ('u2', 2, timestamp '2025-02-01', 'customer_id, role', '{"customer_id": "o3", "role": "admin"}', '{"customer_id": "o1", "role": "viewer"}', 'o1', 'o1')
) as t(user_id, version_number, valid_from, what_changed, old_value, new_value, customer_id, customer_ids);

create table entities.entity_locations as
select * from (values ('l1', 'Berlin Market', 'o1'), ('l3', 'Paris Market', 'o3')) as t(location_id, location_name, customer_id);

-- Device d1 stood at a place of o3 before.
create table entities.entity_devices as
select * from (values ('d1', 'l1', 'o1'), ('d3', 'l3', 'o3'), ('d4', null, null)) as t(device_id, location_id, customer_id);

create table entities.entity_devices_history as
select * from (values
    ('d1', 1::bigint, 'created', null, '{"location_id": "l3"}', 'l3'),
    ('d1', 2, 'location_id', '{"location_id": "l3"}', '{"location_id": "l1"}', 'l1')
) as t(device_id, version_number, what_changed, old_value, new_value, location_id);

create table entities.entity_campaigns as
select 'google_ads:1/a b' as campaign_id, 'Spring' as campaign_name, 0.5 as roi_pct;
