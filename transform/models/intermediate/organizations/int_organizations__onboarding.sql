-- Whether each organisation was onboarded in its first days: enough users, value events and value categories by then.
-- Null before those days are over, and where the organisation is older than the events.
{%- set last_day = "cast(organizations.created_at as date) + " ~ (var('onboarding_days') - 1) %}
with created_users as (

    select
        organizations.customer_id,
        count(*) as users_created
    from {{ ref('int_organizations__first_value') }} as organizations
    inner join {{ ref('user_org_mapping') }} as users
        on
            organizations.customer_id = users.org_id
            and users.created_at < {{ last_day }} + interval 1 day
    group by organizations.customer_id

),

value_events as (

    select
        organizations.customer_id,
        sum(daily.value_event_count) as value_events,
        {%- for name in ['issue', 'ai', 'kb'] %}
        cast(sum(daily.{{ name }}_event_count) > 0 as integer) {{ '+' if not loop.last }}
        {%- endfor %}
            as value_categories
    from {{ ref('int_organizations__first_value') }} as organizations
    inner join {{ ref('int_product_events__value_daily') }} as daily
        on
            organizations.customer_id = daily.org_id
            and daily.activity_date <= {{ last_day }}
    group by organizations.customer_id

)

select
    organizations.customer_id,
    {{ last_day }} as onboarding_until,
    coalesce(created_users.users_created, 0) as onboarding_users,
    coalesce(value_events.value_events, 0) as onboarding_value_events,
    coalesce(value_events.value_categories, 0) as onboarding_value_categories,
    case
        when organizations.is_known_from_start and {{ last_day }} <= {{ as_of_date() }}
            then
                coalesce(created_users.users_created, 0) >= {{ var('onboarding_users') }}
                and coalesce(value_events.value_events, 0) >= {{ var('first_value_events') }}
                and coalesce(value_events.value_categories, 0) >= {{ var('onboarding_value_categories') }}
    end as is_onboarded
from {{ ref('int_organizations__first_value') }} as organizations
left join created_users on organizations.customer_id = created_users.customer_id
left join value_events on organizations.customer_id = value_events.customer_id
