-- Events by organisation, day, platform, category and feature. An event that is a use of several features counts for
-- each of them; rows without a feature take off what is counted twice, so that sums are right with and without features.
with signed_uses as (

    select
        event_name,
        feature_id,
        released_date,
        1 as sign
    from {{ ref('int_features__event_names') }}

    union all

    select
        event_name,
        cast(null as varchar) as feature_id,
        released_date,
        -1 as sign
    from {{ ref('int_features__event_names') }}
    -- When one is released, those before it are.
    qualify row_number() over (partition by event_name order by released_date, feature_id) > 1

),

signed_days as (

    select
        days.*,
        signed_uses.feature_id,
        coalesce(signed_uses.sign, 1) as sign
    from {{ ref('event_name_days') }} as days
    left join signed_uses
        on
            days.event_name = signed_uses.event_name
            and days.activity_date >= signed_uses.released_date

)

select
    org_id,
    activity_date as metric_date,
    platform,
    event_category,
    feature_id,
    {{ sum_of_counts('sign * event_count') }} as event_count,
    {{ sum_of_counts('sign * user_event_count') }} as user_event_count,
    {{ sum_of_counts('sign * business_hours_event_count') }} as business_hours_event_count,
    {{ count_of_category('Issue Management', 'sign * event_count') }} as issue_event_count,
    {{ count_of_category('AI Features', 'sign * event_count') }} as ai_event_count,
    {{ count_of_category('Frontend/Navigation', 'sign * event_count') }} as frontend_event_count,
    {{ count_of_category('Knowledge Base', 'sign * event_count') }} as kb_event_count,
    {{ count_of_category('Other', 'sign * event_count') }} as other_event_count
from signed_days
group by org_id, metric_date, platform, event_category, feature_id
order by metric_date, org_id
