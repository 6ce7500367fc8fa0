-- One row per SLA check that is decided, on the day on which it was: done, or due and not done.
select
    source,
    ticket_id,
    check_kind,
    cast(evaluated_at as date) as metric_date,
    customer_id,
    facility_id,
    priority,
    channel,
    cast(sla_result = 'met' as integer) as is_met,
    cast(sla_result = 'breached' as integer) as is_breached,
    cast(check_kind = 'response' as integer) as is_response,
    cast(check_kind = 'response' and sla_result = 'met' as integer) as is_response_met,
    cast(check_kind = 'resolution' as integer) as is_resolution,
    cast(check_kind = 'resolution' and sla_result = 'met' as integer) as is_resolution_met
from {{ ref('int_support__sla_checks') }}
where cast(evaluated_at as date) <= {{ as_of_date() }}
