{{ config(materialized='view') }}

-- Bills that were paid, not paid in time or never will be, and contract terms that ended.
select
    {{ timeline_row(
        'customer_id', 'due_at', "'invoice_overdue'",
        {'amount_usd': 'cast(amount_due_usd as double)', 'status': 'status', 'paid_at': 'paid_at'},
        'intermediate.int_billing__invoices', 'invoice_id',
    ) | indent(4) }}
from {{ ref('int_billing__invoices') }}
where
    is_overdue
    or paid_at > due_at + interval 1 day

union all

select
    {{ timeline_row(
        'customer_id', 'paid_at', "'invoice_paid'",
        {'amount_usd': 'cast(amount_paid_usd as double)', 'days_to_pay': 'days_to_pay'},
        'intermediate.int_billing__invoices', 'invoice_id',
    ) | indent(4) }}
from {{ ref('int_billing__invoices') }}
where
    paid_at is not null
    and amount_paid_usd > 0

union all

select
    {{ timeline_row(
        'customer_id', 'uncollectible_at', "'invoice_uncollectible'", {'amount_usd': 'cast(amount_due_usd as double)'},
        'intermediate.int_billing__invoices', 'invoice_id',
    ) | indent(4) }}
from {{ ref('int_billing__invoices') }}
where uncollectible_at is not null

union all

select
    {{ timeline_row(
        'customer_id', 'term_end_date', "'term_ended'",
        {'plan': 'plan', 'result': 'renewal_result', 'arr_usd': 'cast(arr_at_end_usd as double)'},
        'intermediate.int_billing__renewals', "subscription_id || '/' || term_start_date",
    ) | indent(4) }}
from {{ ref('int_billing__renewals') }}
