-- The engagement of a customer is the mean of its enabled users': the sum of the three parts of int_users__org_windows at
-- the as-of date against entity_users, for customers all of whose users work for them alone.
with weights as (

    {{ engagement_weights() | indent(4) }}

),

customers as (

    select
        org_id as customer_id,
        max(organization_count) as organization_count
    from {{ ref('user_org_mapping') }}
    group by org_id

),

users as (

    select
        customer_id,
        avg(engagement_score) as engagement_score
    from {{ ref('entity_users') }}
    where is_enabled
    group by customer_id

),

parts as (

    select
        windows.org_id as customer_id,
        100.0 * (
            weights.active_days_weight * windows.active_days_share
            + weights.sessions_weight * windows.sessions_share
            {% if not source_is_missing('releases.features') %}
            + weights.features_weight * windows.features_share
        ) / (weights.active_days_weight + weights.sessions_weight + weights.features_weight) as engagement_score
            {% else %}
        ) / (weights.active_days_weight + weights.sessions_weight) as engagement_score
            {% endif %}
    from {{ ref('int_users__org_windows') }} as windows
    cross join weights
    where
        windows.metric_date = {{ as_of_date() }}
        and windows.metric_date >= weights.valid_from
        and windows.metric_date < weights.valid_to

)

select
    users.customer_id,
    users.engagement_score as mean_of_users,
    parts.engagement_score as engagement_of_customer
from users
inner join parts on users.customer_id = parts.customer_id
inner join customers on users.customer_id = customers.customer_id
where
    customers.organization_count = 1
    -- Scores of users are stored to two decimals.
    and coalesce(abs(users.engagement_score - parts.engagement_score) > 0.005, true)
