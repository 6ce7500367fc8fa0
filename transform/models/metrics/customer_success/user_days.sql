-- One row per user, customer and day on which the user was enabled for the customer, or active for it in the last 30 days;
-- and one row more on the day after, at which all is over, so that the last day of a period is never an older one.
with people as (

    select
        user_id,
        min(created_at) as created_at
    from {{ ref('user_org_mapping') }}
    group by user_id

),

activity as (

    select
        user_id,
        org_id,
        min(activity_date) as first_active_date,
        max(activity_date) as last_active_date
    from {{ ref('int_product_events__user_daily') }}
    group by user_id, org_id

),

memberships as (

    select
        users.*,
        people.created_at as user_created_at,
        least(cast(users.created_at as date), coalesce(activity.first_active_date, date '9999-12-31')) as from_date,
        case
            when users.deactivated_at is not null
                then greatest(cast(users.deactivated_at as date), coalesce(activity.last_active_date + 30, date '0001-01-01'))
            else date '9999-12-31'
        end as over_date
    from {{ ref('user_org_mapping') }} as users
    inner join people on users.user_id = people.user_id
    left join activity
        on
            users.user_id = activity.user_id
            and users.org_id = activity.org_id

),

days as (

    select
        memberships.*,
        spine.metric_date,
        spine.is_active_customer,
        {{ is_enabled('memberships', 'spine.metric_date') }} as is_enabled
    from memberships
    inner join {{ ref('int_organizations__daily') }} as spine
        on
            memberships.org_id = spine.org_id
            and spine.metric_date between memberships.from_date and memberships.over_date

),

-- Whoever the user worked for: a person who is active anywhere is not dormant.
active_days as (

    select distinct
        user_id,
        activity_date
    from {{ ref('int_product_events__user_daily') }}

),

roles as (

    select
        user_id,
        org_id,
        cast(changed_at as date) as from_date,
        arg_max(new_value, struct_pack(changed_at, extraction_number)) as role
    from {{ ref('int_users__membership_changes') }}
    where attribute = 'role'
    group by user_id, org_id, cast(changed_at as date)

),

weights as (

    {{ engagement_weights() | indent(4) }}

)

select
    cast(days.user_key as bigint) as user_key,
    days.user_id,
    days.org_id as customer_id,
    days.metric_date,
    cast(date_trunc('month', days.user_created_at) as date) as cohort_month,
    roles.role,
    days.is_enabled,
    windows.user_id is not null as is_active_30d,
    days.is_active_customer,
    -- Dormant takes 90 days without an event, and as many since the user came.
    days.is_enabled
    and days.user_created_at < days.metric_date - 89
    and coalesce(active_days.activity_date <= days.metric_date - 90, true) as is_dormant,
    case
        when days.is_enabled
            then
                {{ engagement_score(
                    'coalesce(windows.active_days_30d, 0)', 'coalesce(features.features_used_30d, 0)',
                    'coalesce(windows.session_count_30d, 0)', 'weights'
                ) | indent(16) }}
    end as engagement_score
from days
inner join weights
    on
        days.metric_date >= weights.valid_from
        and days.metric_date < weights.valid_to
left join {{ ref('int_users__activity_windows') }} as windows
    on
        days.user_key = windows.user_key
        and days.org_id = windows.org_id
        and days.metric_date = windows.metric_date
left join {{ ref('int_users__feature_windows') }} as features
    on
        days.user_key = features.user_key
        and days.org_id = features.org_id
        and days.metric_date = features.metric_date
asof left join active_days
    on
        days.user_id = active_days.user_id
        and days.metric_date >= active_days.activity_date
asof left join roles
    on
        days.user_id = roles.user_id
        and days.org_id = roles.org_id
        and days.metric_date >= roles.from_date
order by days.metric_date, days.org_id
