{{ config(materialized='view') }}

-- What a customer met in support: its tickets, their resolution, the targets that were missed.
select
    {{ timeline_row(
        'customer_id', 'created_at', "'ticket_opened'",
        {'subject': 'subject', 'priority': 'priority', 'channel': 'channel', 'status': 'status'},
        'intermediate.int_support__tickets', 'ticket_id',
    ) | indent(4) }}
from {{ ref('int_support__tickets') }}

union all

select
    {{ timeline_row(
        'customer_id', 'resolved_at', "'ticket_resolved'",
        {'subject': 'subject', 'priority': 'priority', 'reopen_count': 'reopen_count'},
        'intermediate.int_support__tickets', 'ticket_id',
    ) | indent(4) }}
from {{ ref('int_support__tickets') }}
where resolved_at is not null

union all

select
    {{ timeline_row(
        'customer_id', 'evaluated_at', "'sla_breached'", {'check': 'check_kind', 'priority': 'priority'},
        'intermediate.int_support__sla_checks', "ticket_id || '/' || check_kind",
    ) | indent(4) }}
from {{ ref('int_support__sla_checks') }}
where sla_result = 'breached'
