-- What each customer did with each feature in the last 30 days, beside the 30 before.
{%- set periods = {'30d': (0, 30), 'prior_30d': (30, 60)} %}
with uses as (

    select
        org_id,
        feature_id,
        {% for period, (newest, oldest) in periods.items() %}
        {%- set within -%}
        activity_date <= {{ as_of_date() }} - {{ newest }} and activity_date > {{ as_of_date() }} - {{ oldest }}
        {%- endset %}
        {{ sum_of_counts('case when ' ~ within ~ ' then event_count else 0 end') }} as event_count_{{ period }},
        count(distinct case when {{ within }} then user_id end) as users_{{ period }},
        {% endfor %}
        max(activity_date) as last_used_date
    from {{ ref('int_product_events__feature_daily') }}
    group by org_id, feature_id

),

counted as (

    select
        organizations.org_id as customer_id,
        features.feature_id,
        features.feature_name,
        features.feature_category,
        features.is_core,
        features.released_date,
        {% for period in periods %}
        coalesce(uses.event_count_{{ period }}, 0) as event_count_{{ period }},
        coalesce(uses.users_{{ period }}, 0) as users_{{ period }},
        {% endfor %}
        uses.last_used_date
    from {{ ref('stg_app__organizations') }} as organizations
    cross join {{ ref('entity_features') }} as features
    left join uses
        on
            organizations.org_id = uses.org_id
            and features.feature_id = uses.feature_id

)

select
    *,
    100.0 * (event_count_30d - event_count_prior_30d) / nullif(event_count_prior_30d, 0) as usage_change_pct,
    case
        when event_count_30d = 0 and event_count_prior_30d = 0 then 'unused'
        when event_count_30d = 0 then 'stopped'
        when event_count_prior_30d = 0 then 'new'
        when event_count_30d >= event_count_prior_30d * (1 + {{ var('feature_usage_change_pct') }} / 100.0) then 'growing'
        when event_count_30d <= event_count_prior_30d * (1 - {{ var('feature_usage_change_pct') }} / 100.0) then 'falling'
        else 'steady'
    end as usage_state
from counted
order by customer_id, feature_id
