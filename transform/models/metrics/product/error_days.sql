{{ config(materialized='view') }}

-- Errors and product events of each day, side by side: an error's platform is that of the session in which it happened.
select
    metric_date,
    org_id,
    platform,
    feature_id,
    {{ null_without(['errors.error_events'], '0') }} as error_count,
    event_count as error_or_event_count
from {{ ref('product_event_days') }}

union all

select
    errors.occurred_date as metric_date,
    errors.customer_id as org_id,
    coalesce(sessions.device_class, 'other') as platform,
    errors.feature_id,
    count(*) as error_count,
    cast(count(*) as {{ count_type() }}) as error_or_event_count
from {{ ref('int_errors__with_session') }} as errors
left join {{ ref('int_product_events__sessions') }} as sessions on errors.session_id = sessions.session_id
where
    errors.is_error
    and errors.occurred_date <= {{ as_of_date() }}
group by errors.occurred_date, errors.customer_id, sessions.device_class, errors.feature_id
