{{ config(materialized='view') }}

-- Events by organisation, day, platform, category and feature. An event that is a use of several features counts for
-- each of them; rows without a feature take off what is counted twice, so that sums are right with and without features.
with uses as (

    select
        days.*,
        features.feature_id,
        row_number() over (
            partition by days.activity_date, days.org_id, days.platform, days.event_name order by features.feature_id
        ) > 1 as is_counted_twice
    from {{ ref('event_name_days') }} as days
    left join {{ ref('int_features__event_names') }} as features
        on
            days.event_name = features.event_name
            and days.activity_date >= features.released_date

),

signed_uses as (

    select
        uses.* exclude (is_counted_twice),
        1 as sign
    from uses

    union all

    select
        uses.* exclude (is_counted_twice) replace (null as feature_id),
        -1 as sign
    from uses
    where is_counted_twice

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
from signed_uses
group by org_id, metric_date, platform, event_category, feature_id
