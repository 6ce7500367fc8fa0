{{ config(materialized='view') }}

-- What each person did on a day for an organisation, and whether the person has others: who has counts by a key, so that
-- a total counts everybody once; all others sum up.
select
    cast(users.user_key as bigint) as user_key,
    days.org_id,
    days.activity_date,
    users.organization_count > 1 as has_several,
    count(*) over (partition by users.user_key, days.activity_date) > 1 as is_for_several,
    bool_or(days.feature_id is not null) as used_a_feature,
    {{ sum_of_counts('days.event_count - days.repeated_event_count') }} as event_count
from {{ ref('user_event_days') }} as days
inner join {{ ref('user_org_mapping') }} as users
    on
        days.user_id = users.user_id
        and days.org_id = users.org_id
group by users.user_key, users.organization_count, days.org_id, days.activity_date
