-- The status of a subscription as steps in time. What went before the first version that the connector kept is rebuilt
-- from the dates on it: a trial until its end, then active, until the subscription ended.
with first_versions as (

    select *
    from {{ ref('stg_stripe__subscription_versions') }}
    qualify row_number() over (partition by subscription_id order by version_from) = 1

),

rebuilt as (

    select
        subscription_id,
        created_at as changed_at,
        case
            when status in ('incomplete', 'incomplete_expired') then status
            when trial_end_at > created_at then 'trialing'
            else 'active'
        end as status
    from first_versions
    where created_at < version_from

    union all

    select
        subscription_id,
        trial_end_at as changed_at,
        'active' as status
    from first_versions
    where
        trial_end_at > created_at
        and trial_end_at < least(version_from, coalesce(ended_at, version_from))
        and status not in ('incomplete', 'incomplete_expired')

    union all

    select
        subscription_id,
        ended_at as changed_at,
        status
    from first_versions
    where
        ended_at > created_at
        and ended_at < version_from

),

last_versions as (

    select *
    from {{ ref('stg_stripe__subscription_versions') }}
    qualify row_number() over (partition by subscription_id order by version_from desc) = 1

),

changes as (

    select * from rebuilt

    union all

    select
        subscription_id,
        version_from as changed_at,
        status
    from {{ ref('stg_stripe__subscription_versions') }}

    union all

    -- A last version that ended without a successor: the subscription was deleted.
    select
        subscription_id,
        version_until as changed_at,
        'canceled' as status
    from last_versions
    where version_until < {{ as_of_date() }} + interval 1 day

),

with_previous as (

    select
        *,
        lag(status) over (partition by subscription_id order by changed_at) as previous_status
    from changes

)

select
    subscription_id,
    status,
    changed_at as valid_from,
    coalesce(
        lead(changed_at) over (partition by subscription_id order by changed_at), timestamp '9999-12-31'
    ) as valid_to
from with_previous
where status is distinct from previous_status
