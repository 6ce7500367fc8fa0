{{ config(materialized='view') }}

-- Who of an active customer was active in the 30 days that end on each day. The spine rows (no user) stand for customers
-- nobody of which was, so that the last day of a period is there for every choice of customers.
select
    cast(users.user_key as bigint) as user_key,
    users.org_id as customer_id,
    users.metric_date
from {{ ref('int_users__activity_windows') }} as users
inner join {{ ref('int_organizations__daily') }} as customers
    on
        users.org_id = customers.org_id
        and users.metric_date = customers.metric_date
where customers.is_active_customer

union all

select
    cast(null as bigint) as user_key,
    org_id as customer_id,
    metric_date
from {{ ref('int_organizations__daily') }}
