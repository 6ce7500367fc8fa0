-- Who was active in the seven days from each feature's release on, and who used the feature in them, dated by the
-- release. Releases whose seven days are not over, or began before the events do, tell nothing.
with releases as (

    select
        feature_id,
        released_date,
        released_date + 6 as last_date
    from {{ ref('entity_features') }}
    where
        released_date + 6 <= {{ as_of_date() }}
        and released_date >= (select min(activity_date) from {{ ref('int_product_events__org_daily') }})

),

active_users as (

    select distinct
        releases.feature_id,
        releases.released_date,
        releases.last_date,
        daily.user_id,
        daily.org_id
    from releases
    inner join {{ ref('int_product_events__user_daily') }} as daily
        on daily.activity_date between releases.released_date and releases.last_date

),

adopters as (

    select distinct
        releases.feature_id,
        uses.user_id,
        uses.org_id
    from releases
    inner join {{ ref('int_product_events__feature_daily') }} as uses
        on
            releases.feature_id = uses.feature_id
            and uses.activity_date between releases.released_date and releases.last_date

)

select
    active_users.feature_id,
    active_users.released_date as metric_date,
    active_users.user_id,
    active_users.org_id,
    active_users.feature_id || ' ' || active_users.user_id as pair_key,
    adopters.user_id is not null as is_adopter
from active_users
left join adopters
    on
        active_users.feature_id = adopters.feature_id
        and active_users.user_id = adopters.user_id
        and active_users.org_id = adopters.org_id
order by metric_date, active_users.feature_id, active_users.user_id
