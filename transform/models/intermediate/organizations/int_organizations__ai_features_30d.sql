-- AI events of the last 30 days by AI feature, one column each.
with daily as (

    select
        activity_date,
        org_id,
        {% for feature in var('ai_features') %}
        sum(case when ai_feature = '{{ feature }}' then event_count else 0 end) as {{ feature }}_events
        {{- ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_product_events__ai_feature_daily') }}
    group by activity_date, org_id

)

select
    spine.org_id,
    spine.metric_date,
    {% for feature in var('ai_features') %}
    cast({{ over_days('coalesce(daily.' ~ feature ~ '_events, 0)', 30, 'spine.') }}
        as {{ count_type() }}) as ai_{{ feature }}_events_30d{{ ',' if not loop.last }}
    {% endfor %}
from {{ ref('int_organizations__daily') }} as spine
left join daily
    on
        spine.org_id = daily.org_id
        and spine.metric_date = daily.activity_date
