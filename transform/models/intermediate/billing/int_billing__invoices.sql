-- Every invoice of a customer that we know, in US dollars, as it stood at the as-of: what happened later has not
-- happened yet. Connectors that lack the times of an invoice's life leave them to its creation and its charges.
with charges as (

    select
        invoice_id,
        min(created_at) filter (where status = 'succeeded') as first_success_at,
        count(*) filter (where status = 'failed') as failed_charges,
        sum(case when status = 'succeeded' then amount_refunded_cents else 0 end) as refunded_cents
    from {{ ref('stg_stripe__charges') }}
    where invoice_id is not null
    group by invoice_id

),

moments as (

    select
        invoices.*,
        coalesce(charges.failed_charges, 0) as failed_charges,
        coalesce(charges.refunded_cents, 0) as refunded_cents,
        case when invoices.status != 'draft' then coalesce(invoices.finalized_at, invoices.created_at) end as sent_at,
        case when invoices.status = 'paid' then coalesce(invoices.paid_at, charges.first_success_at) end as settled_at
    from {{ ref('stg_stripe__invoices') }} as invoices
    left join charges on invoices.invoice_id = charges.invoice_id

),

as_of as (

    select {{ as_of_date() }} + interval 1 day as ends_at

),

as_it_stood as (

    select
        * exclude (status),
        case
            when not coalesce(sent_at < as_of.ends_at, false) then 'draft'
            when status = 'paid' and coalesce(settled_at, sent_at) < as_of.ends_at then 'paid'
            when status = 'void' and coalesce(voided_at, sent_at) < as_of.ends_at then 'void'
            when status = 'uncollectible' and coalesce(uncollectible_at, sent_at) < as_of.ends_at then 'uncollectible'
            when status in ('open', 'paid', 'void', 'uncollectible') then 'open'
            else status
        end as status
    from moments
    cross join as_of

)

select
    invoices.invoice_id,
    organizations.org_id as customer_id,
    invoices.subscription_id,
    invoices.status,
    invoices.created_at,
    invoices.period_start_at,
    invoices.period_end_at,
    case when invoices.status != 'draft' then invoices.sent_at end as finalized_at,
    coalesce(invoices.due_at, case when invoices.status != 'draft' then invoices.sent_at end) as due_at,
    case when invoices.status = 'paid' then invoices.settled_at end as paid_at,
    case when invoices.status = 'void' then coalesce(invoices.voided_at, invoices.sent_at) end as voided_at,
    case when invoices.status = 'uncollectible' then coalesce(invoices.uncollectible_at, invoices.sent_at) end
        as uncollectible_at,
    case when invoices.status = 'paid' then date_diff('second', invoices.sent_at, invoices.settled_at) / 86400.0 end
        as days_to_pay,
    cast({{ to_usd('invoices.amount_due_cents', 'invoices.currency') }} as decimal(18, 2)) as amount_due_usd,
    cast(
        case
            when invoices.status = 'paid' then {{ to_usd('invoices.amount_paid_cents', 'invoices.currency') }}
            else 0
        end
        as decimal(18, 2)
    ) as amount_paid_usd,
    cast({{ to_usd('invoices.tax_cents', 'invoices.currency') }} as decimal(18, 2)) as tax_usd,
    cast({{ to_usd('invoices.refunded_cents', 'invoices.currency') }} as decimal(18, 2)) as refunded_usd,
    invoices.failed_charges,
    invoices.status = 'open' and coalesce(invoices.due_at, invoices.sent_at) < invoices.ends_at as is_overdue
from as_it_stood as invoices
left join {{ ref('int_billing__subscriptions') }} as subscriptions
    on invoices.subscription_id = subscriptions.subscription_id
left join {{ ref('stg_stripe__customers') }} as stripe_customers
    on invoices.stripe_customer_id = stripe_customers.stripe_customer_id
inner join {{ ref('stg_app__organizations') }} as organizations
    on organizations.org_id = coalesce(subscriptions.customer_id, stripe_customers.org_id)
