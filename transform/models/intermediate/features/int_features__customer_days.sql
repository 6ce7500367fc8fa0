-- How many of the released features a customer had adopted on each day: used on at least two distinct days of the last 30.
-- From steps: two uses in a row make the feature adopted from the second one until the first leaves the window.
with use_days as (

    select distinct
        org_id,
        feature_id,
        activity_date
    from {{ ref('int_product_events__feature_daily') }}

),

pairs as (

    select
        org_id,
        feature_id,
        activity_date as adopted_from,
        lag(activity_date) over (partition by org_id, feature_id order by activity_date) + 30 as adopted_until
    from use_days
    qualify adopted_until > adopted_from

),

with_neighbours as (

    select
        *,
        lag(adopted_until) over same_feature as previous_until,
        lead(adopted_from) over same_feature as next_from
    from pairs
    window same_feature as (partition by org_id, feature_id order by adopted_from)

),

changes as (

    select
        org_id,
        feature_id,
        adopted_from as change_date,
        1 as change
    from with_neighbours
    where coalesce(adopted_from > previous_until, true)

    union all

    select
        org_id,
        feature_id,
        adopted_until as change_date,
        -1 as change
    from with_neighbours
    where coalesce(next_from > adopted_until, true)

),

daily_changes as (

    select
        changes.org_id,
        changes.change_date,
        sum(changes.change) as change,
        coalesce(sum(changes.change) filter (where features.is_core), 0) as core_change
    from changes
    inner join {{ ref('stg_releases__features') }} as features on changes.feature_id = features.feature_id
    group by changes.org_id, changes.change_date

)

select
    spine.org_id as customer_id,
    spine.metric_date,
    {%- for column, change in [('features_adopted', 'change'), ('core_features_adopted', 'core_change')] %}
    {% if source_is_missing('releases.features') or source_is_missing('app.users') %}
    cast(null as bigint) as {{ column }},
    {% else %}
    cast(coalesce(sum(daily_changes.{{ change }}) over customer_days, 0) as bigint) as {{ column }},
    {% endif %}
    {%- endfor %}
    {%- for column in ['features_released', 'core_features_released'] %}
    {{ 'cast(null as bigint)' if source_is_missing('releases.features') else 'released.' ~ column }} as {{ column }}
    {{- ',' if not loop.last }}
    {%- endfor %}
from {{ ref('int_organizations__daily') }} as spine
inner join {{ ref('int_features__released') }} as released on spine.metric_date = released.metric_date
left join daily_changes
    on
        spine.org_id = daily_changes.org_id
        and spine.metric_date = daily_changes.change_date
window customer_days as (partition by spine.org_id order by spine.metric_date)
order by spine.metric_date, spine.org_id
