-- When each organisation got value: its first value event at which it had reached so many value events by so many people
-- as the vars say. Null while it has not, and where the organisation is older than the events, so that its beginning is
-- not known.
with user_days as (

    select
        *,
        sum(len(first_value_moments)) over (partition by org_id order by activity_date) as moments_by_then,
        sum(len(first_value_moments)) over (partition by org_id, activity_date) as moments_that_day
    from {{ ref('int_product_events__value_daily') }}

),

early_moments as (

    select
        org_id,
        unnest(first_value_moments) as value_event_at
    from user_days
    where moments_by_then - moments_that_day < {{ var('first_value_events') }}

),

enough_events as (

    select
        org_id,
        value_event_at
    from early_moments
    qualify
        row_number() over (partition by org_id order by value_event_at) = {{ var('first_value_events') }}

),

first_of_people as (

    select
        org_id,
        user_id,
        min(first_value_event_at) as value_event_at
    from user_days
    group by org_id, user_id

),

enough_people as (

    select
        org_id,
        value_event_at
    from first_of_people
    qualify row_number() over (partition by org_id order by value_event_at, user_id) = {{ var('first_value_users') }}

),

first_events as (

    select min(activity_date) as first_activity_date
    from {{ ref('int_product_events__org_daily') }}

),

first_values as (

    select
        organizations.org_id as customer_id,
        organizations.created_at,
        coalesce(organizations.created_at >= first_events.first_activity_date, false) as is_known_from_start,
        -- Not greatest() alone, which passes over a null.
        case
            when enough_events.value_event_at is not null and enough_people.value_event_at is not null
                then greatest(enough_events.value_event_at, enough_people.value_event_at)
        end as value_reached_at
    from {{ ref('stg_app__organizations') }} as organizations
    cross join first_events
    left join enough_events on organizations.org_id = enough_events.org_id
    left join enough_people on organizations.org_id = enough_people.org_id

)

select
    customer_id,
    created_at,
    is_known_from_start,
    case when is_known_from_start then value_reached_at end as first_value_at,
    case when is_known_from_start then epoch(value_reached_at - created_at) / 86400.0 end as time_to_value_days
from first_values
