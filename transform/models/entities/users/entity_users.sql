-- Each user as it is at the as-of date: who it is, whom it works for, and what it did in the last 30 days, whatever the
-- organisation.
with memberships as (

    select
        user_id,
        arg_min(org_id, struct_pack(created_at, org_id)) as customer_id,
        arg_min(role, struct_pack(created_at, org_id)) as role,
        string_agg(org_id, ', ' order by org_id) filter (
            where {{ is_enabled('memberships', as_of_date()) }}
        ) as customer_ids,
        count(*) as organization_count,
        min(created_at) as created_at,
        max(deactivated_at) as deactivated_at
    from {{ ref('user_org_mapping') }} as memberships
    group by user_id

),

names as (

    select
        user_id,
        arg_min(user_name, struct_pack(created_at, org_id)) as user_name,
        arg_min(email, struct_pack(created_at, org_id)) as email
    from {{ ref('stg_app__users') }}
    group by user_id

),

activity as (

    select
        user_id,
        min(activity_date) as first_active_date,
        max(activity_date) as last_active_date,
        {{ sum_of_counts('user_event_count') }} as event_count,
        {{ sum_of_counts('case when activity_date > ' ~ as_of_date() ~ ' - 30 then user_event_count end') }}
            as event_count_30d,
        {{ sum_of_counts('case when activity_date > ' ~ as_of_date() ~ ' - 30 then ai_event_count end') }}
            as ai_event_count_30d
    from {{ ref('int_product_events__user_daily') }}
    group by user_id

),

activation as (

    select
        daily.user_id,
        count(distinct daily.activity_date) as value_days_14d
    from {{ ref('int_product_events__value_daily') }} as daily
    inner join memberships on daily.user_id = memberships.user_id
    where
        daily.activity_date between cast(memberships.created_at as date)
        and cast(memberships.created_at as date) + 13
    group by daily.user_id

),

platforms as (

    select
        user_id,
        arg_min(platform, struct_pack(fewer := -session_count, platform)) as main_platform_30d
    from (
        select
            user_id,
            platform,
            count(*) as session_count
        from {{ ref('int_product_events__sessions') }}
        where
            session_date > {{ as_of_date() }} - 30
            and platform is not null
        group by user_id, platform
    )
    group by user_id

),

errors as (

    select
        user_id,
        count(*) filter (where is_error) as errors_30d,
        count(*) filter (where is_crash) as crashes_30d
    from {{ ref('int_errors__with_session') }}
    where occurred_date > {{ as_of_date() }} - 30
    group by user_id

)

{%- set no_errors = source_is_missing('errors.error_events') %}
select
    memberships.user_id,
    names.user_name,
    names.email,
    memberships.customer_id,
    customers.org_name as customer_name,
    memberships.customer_ids,
    memberships.organization_count,
    memberships.role,
    customers.account_segment as customer_segment,
    customers.region as customer_region,
    customers.csm,
    memberships.created_at,
    cast(date_trunc('month', memberships.created_at) as date) as cohort_month,
    case when memberships.customer_ids is null then memberships.deactivated_at end as deactivated_at,
    memberships.customer_ids is not null as is_enabled,
    activity.first_active_date,
    activity.last_active_date,
    cast({{ as_of_date() }} - activity.last_active_date as bigint) as days_since_active,
    coalesce(activity.last_active_date > {{ as_of_date() }} - 30, false) as is_active_30d,
    memberships.customer_ids is not null
    and memberships.created_at < {{ as_of_date() }} - 89
    and coalesce(activity.last_active_date <= {{ as_of_date() }} - 90, true) as is_dormant,
    case
        when
            cast(memberships.created_at as date) + 13 <= {{ as_of_date() }}
            -- Of those who came before the events nobody knows.
            and memberships.created_at >= (select min(activity_date) from {{ ref('int_product_events__org_daily') }})
            then coalesce(activation.value_days_14d, 0) >= 2
    end as is_activated_14d,
    coalesce(activity.event_count, 0) as event_count,
    coalesce(activity.event_count_30d, 0) as event_count_30d,
    coalesce(activity.ai_event_count_30d, 0) as ai_event_count_30d,
    coalesce(engagement.session_count_30d, 0) as session_count_30d,
    coalesce(engagement.active_days_30d, 0) as active_days_30d,
    {% if source_is_missing('releases.features') -%}
    cast(null as bigint)
    {%- else -%}
    coalesce(engagement.features_used_30d, 0)
    {%- endif %} as features_used_30d,
    cast(coalesce(engagement.engagement_score, 0) as double) as engagement_score,
    coalesce(engagement.engagement_tier, 'inactive') as engagement_tier,
    {{ 'cast(null as boolean)' if source_is_missing('releases.features') else 'coalesce(engagement.is_power_user, false)' }}
        as is_power_user,
    platforms.main_platform_30d,
    {{ 'cast(null as bigint)' if no_errors else 'coalesce(errors.errors_30d, 0)' }} as errors_30d,
    {{ 'cast(null as bigint)' if no_errors else 'coalesce(errors.crashes_30d, 0)' }} as crashes_30d
from memberships
inner join names on memberships.user_id = names.user_id
inner join {{ ref('int_organizations__with_account') }} as customers on memberships.customer_id = customers.org_id
left join activity on memberships.user_id = activity.user_id
left join activation on memberships.user_id = activation.user_id
left join platforms on memberships.user_id = platforms.user_id
left join errors on memberships.user_id = errors.user_id
left join {{ ref('int_users__engagement') }} as engagement
    on
        memberships.user_id = engagement.user_id
        and engagement.week_end_date = {{ as_of_date() }}
order by memberships.user_id
