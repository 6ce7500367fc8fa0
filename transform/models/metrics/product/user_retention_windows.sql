-- Who was active in the last 30 days, in the 30 before, or in both, for every day. What a person is (new, retained,
-- resurrected, lapsed) its whole activity tells, whatever the organisation; a row says of which organisation's active
-- users, now and before, the person is one. The rows without a user stand for organisations without any.
{%- set owners = {'people': ['user_id'], 'members': ['user_id', 'org_id']} %}
with user_days as (

    select distinct
        user_id,
        activity_date
    from {{ ref('int_product_events__user_daily') }}

),

{% for name, keys in owners.items() %}
{{ name }}_days as (

    select
        {{ keys | join(', ') }},
        activity_date,
        cast(unnest(generate_series(
            cast(activity_date as timestamp),
            cast(
                least(
                    activity_date + 59,
                    lead(activity_date) over (partition by {{ keys | join(', ') }} order by activity_date) - 1,
                    {{ as_of_date() }}
                ) as timestamp
            ),
            interval 1 day
        )) as date) as metric_date
    from {{ 'user_days' if name == 'people' else ref('int_product_events__user_daily') }}

),

{{ name }} as (

    select
        {{ keys | join(', ') }},
        metric_date,
        min(metric_date) over (partition by {{ keys | join(', ') }}) as first_active_date,
        metric_date < activity_date + 30 as is_active,
        coalesce(
            bool_or(metric_date = activity_date) over (
                partition by {{ keys | join(', ') }} order by metric_date
                range between interval 59 days preceding and interval 30 days preceding
            ),
            false
        ) as was_active
    from {{ name }}_days

),

{% endfor %}
cohorts as (

    select
        user_id,
        min(user_key) as user_key,
        cast(date_trunc('month', min(created_at)) as date) as cohort_month
    from {{ ref('user_org_mapping') }}
    group by user_id

)

select
    cast(cohorts.user_key as bigint) as user_key,
    members.org_id,
    members.metric_date,
    cohorts.cohort_month,
    members.was_active as was_active_prior_30d,
    members.is_active and people.first_active_date > members.metric_date - 30 as is_new,
    members.is_active and people.was_active as is_retained,
    members.was_active and people.is_active as is_still_active,
    members.is_active
    and not people.was_active
    and people.first_active_date < members.metric_date - 59 as is_resurrected,
    members.was_active and not people.is_active as is_lapsed
from members
inner join people
    on
        members.user_id = people.user_id
        and members.metric_date = people.metric_date
inner join cohorts on members.user_id = cohorts.user_id

union all

select
    cast(null as bigint) as user_key,
    org_id,
    metric_date,
    cast(null as date) as cohort_month,
    false as was_active_prior_30d,
    false as is_new,
    false as is_retained,
    false as is_still_active,
    false as is_resurrected,
    false as is_lapsed
from {{ ref('int_organizations__daily') }}
order by metric_date, org_id
