-- Who used each feature in the 30 days that end with each month: active customers of that day, and people, among all
-- active customers and all people active in those days.
with days as (

    select
        months.period_end_date,
        cast(months.period_end_date - cast(past.days as integer) as date) as activity_date
    from {{ ref('int_features__months') }} as months
    cross join unnest(generate_series(0, 29)) as past (days)

),

uses as (

    select
        days.period_end_date,
        daily.feature_id,
        daily.user_id,
        daily.org_id,
        daily.activity_date
    from {{ ref('int_product_events__feature_daily') }} as daily
    inner join days on daily.activity_date = days.activity_date

),

people as (

    select
        period_end_date,
        feature_id,
        count(distinct user_id) as users_30d
    from uses
    group by period_end_date, feature_id

),

customer_uses as (

    select
        period_end_date,
        feature_id,
        org_id,
        count(distinct activity_date) as use_days
    from uses
    group by period_end_date, feature_id, org_id

),

active_customers as (

    select
        months.period_end_date,
        spine.org_id
    from {{ ref('int_organizations__daily') }} as spine
    inner join {{ ref('int_features__months') }} as months on spine.metric_date = months.period_end_date
    where spine.is_active_customer

),

customers as (

    select
        uses.period_end_date,
        uses.feature_id,
        count(*) as accounts_30d,
        count(*) filter (where uses.use_days >= 2) as accounts_adopted
    from customer_uses as uses
    inner join active_customers
        on
            uses.period_end_date = active_customers.period_end_date
            and uses.org_id = active_customers.org_id
    group by uses.period_end_date, uses.feature_id

),

all_customers as (

    select
        period_end_date,
        count(*) as active_customers
    from active_customers
    group by period_end_date

),

all_people as (

    select
        days.period_end_date,
        count(distinct daily.user_id) as active_users_30d
    from {{ ref('int_product_events__user_daily') }} as daily
    inner join days on daily.activity_date = days.activity_date
    group by days.period_end_date

),

adoption as (

    select
        features.feature_id,
        months.feature_month,
        months.period_end_date,
        months.is_complete,
        coalesce(customers.accounts_30d, 0) as accounts_30d,
        coalesce(customers.accounts_adopted, 0) as accounts_adopted,
        coalesce(all_customers.active_customers, 0) as active_customers,
        coalesce(people.users_30d, 0) as users_30d,
        coalesce(all_people.active_users_30d, 0) as active_users_30d,
        100.0 * coalesce(customers.accounts_30d, 0) / nullif(all_customers.active_customers, 0) as account_adoption_pct,
        100.0 * coalesce(people.users_30d, 0) / nullif(all_people.active_users_30d, 0) as user_adoption_pct
    from {{ ref('stg_releases__features') }} as features
    inner join {{ ref('int_features__months') }} as months on features.released_date <= months.period_end_date
    left join people
        on
            features.feature_id = people.feature_id
            and months.period_end_date = people.period_end_date
    left join customers
        on
            features.feature_id = customers.feature_id
            and months.period_end_date = customers.period_end_date
    left join all_customers on months.period_end_date = all_customers.period_end_date
    left join all_people on months.period_end_date = all_people.period_end_date

)

select
    adoption.*,
    bands.band as adoption_stage
from adoption
left join {{ ref('int_scores__bands') }} as bands
    on
        bands.scale = 'adoption_stage'
        and adoption.account_adoption_pct >= bands.minimum
        and adoption.account_adoption_pct < bands.below
