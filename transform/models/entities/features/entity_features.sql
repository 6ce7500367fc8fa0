-- Each released catalogue feature as it is at the as-of date: who uses it, how far it is adopted, what went wrong in it.
with uses as (

    select
        feature_id,
        min(activity_date) as first_used_date,
        max(activity_date) as last_used_date,
        {{ sum_of_counts('event_count') }} as event_count,
        {{ sum_of_counts('case when activity_date > ' ~ as_of_date() ~ ' - 30 then event_count end') }}
            as event_count_30d
    from {{ ref('int_product_events__feature_daily') }}
    group by feature_id

),

first_uses as (

    select
        feature_id,
        count(*) as users_ever,
        count(*) filter (where first_used_date > {{ as_of_date() }} - 30) as new_users_30d,
        100.0 * count(*) filter (where is_retained_30d) / nullif(count(is_retained_30d), 0) as retention_30d_pct
    from {{ ref('int_features__first_uses') }}
    group by feature_id

),

releases as (

    select
        feature_id,
        count(*) as release_count,
        max(released_at) as last_release_at,
        arg_max(version, struct_pack(released_at, release_id)) as last_version
    from {{ ref('stg_releases__releases') }}
    group by feature_id

),

errors as (

    select
        feature_id,
        count(*) filter (where is_error) as errors_30d,
        count(*) filter (where is_crash) as crashes_30d
    from {{ ref('int_errors__with_session') }}
    where occurred_date > {{ as_of_date() }} - 30
    group by feature_id

),

experiments as (

    select
        feature_id,
        count(*) filter (where concluded_at is null) as experiments_running,
        count(concluded_at) as experiments_concluded
    from {{ ref('stg_experiments__experiments') }}
    group by feature_id

)

{%- set no_errors = source_is_missing('errors.error_events') %}
{%- set no_experiments = source_is_missing('experiments.experiments') %}
select
    features.feature_id,
    features.feature_name,
    features.feature_category,
    features.is_core,
    features.released_date,
    cast({{ as_of_date() }} - features.released_date as bigint) as days_since_release,
    {{ 'cast(null as bigint)' if source_is_missing('releases.releases') else 'coalesce(releases.release_count, 0)' }}
        as release_count,
    releases.last_release_at,
    releases.last_version,
    uses.first_used_date,
    uses.last_used_date,
    coalesce(uses.event_count, 0) as event_count,
    coalesce(uses.event_count_30d, 0) as event_count_30d,
    adoption.accounts_30d,
    adoption.accounts_adopted,
    adoption.active_customers,
    adoption.account_adoption_pct,
    adoption.users_30d,
    adoption.active_users_30d,
    adoption.user_adoption_pct,
    adoption.adoption_stage,
    coalesce(first_uses.users_ever, 0) as users_ever,
    coalesce(first_uses.new_users_30d, 0) as new_users_30d,
    first_uses.retention_30d_pct,
    {{ 'cast(null as bigint)' if no_errors else 'coalesce(errors.errors_30d, 0)' }} as errors_30d,
    {{ 'cast(null as bigint)' if no_errors else 'coalesce(errors.crashes_30d, 0)' }} as crashes_30d,
    {{ 'cast(null as bigint)' if no_experiments else 'coalesce(experiments.experiments_running, 0)' }}
        as experiments_running,
    {{ 'cast(null as bigint)' if no_experiments else 'coalesce(experiments.experiments_concluded, 0)' }}
        as experiments_concluded
from {{ ref('stg_releases__features') }} as features
left join {{ ref('int_features__month_ends') }} as adoption
    on
        features.feature_id = adoption.feature_id
        and adoption.period_end_date = {{ as_of_date() }}
left join uses on features.feature_id = uses.feature_id
left join first_uses on features.feature_id = first_uses.feature_id
left join releases on features.feature_id = releases.feature_id
left join errors on features.feature_id = errors.feature_id
left join experiments on features.feature_id = experiments.feature_id
order by features.feature_id
