-- Errors and product events of each day, side by side: an error's platform is that of the session in which it happened.
with occurrences as (

    select
        org_id,
        metric_date,
        platform,
        feature_id,
        0 as error_count,
        event_count as error_or_event_count
    from {{ ref('product_event_days') }}

    union all

    select
        errors.customer_id as org_id,
        errors.occurred_date as metric_date,
        coalesce(sessions.device_class, 'other') as platform,
        errors.feature_id,
        1 as error_count,
        1 as error_or_event_count
    from {{ ref('int_errors__with_session') }} as errors
    left join {{ ref('int_product_events__sessions') }} as sessions on errors.session_id = sessions.session_id
    where
        errors.is_error
        and errors.occurred_date <= {{ as_of_date() }}

)

select
    org_id,
    metric_date,
    platform,
    feature_id,
    {{ null_without(['errors.error_events'], 'sum(error_count)') }} as error_count,
    {{ sum_of_counts('error_or_event_count') }} as error_or_event_count
from occurrences
group by org_id, metric_date, platform, feature_id
order by metric_date, org_id
