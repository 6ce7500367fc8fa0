-- Every subscription as it stands at the as-of date.
with today as (

    select *
    from {{ ref('int_billing__subscription_day_steps') }}
    where to_date > {{ as_of_date() }}

),

paying_days as (

    select
        subscription_id,
        min(from_date) filter (where is_paying) as first_paid_date,
        max(least(to_date - 1, {{ as_of_date() }})) filter (where is_paying) as last_paid_date,
        count(distinct term_start_date) as term_count
    from {{ ref('int_billing__subscription_day_steps') }}
    group by subscription_id

),

past_due as (

    select
        subscription_id,
        cast(valid_from as date) as past_due_since
    from {{ ref('int_billing__subscription_statuses') }}
    where
        status = 'past_due'
        and valid_to > {{ as_of_date() }} + interval 1 day

),

invoices as (

    select
        subscription_id,
        count(*) filter (where amount_due_usd > 0 and finalized_at is not null) as invoice_count,
        sum(amount_due_usd) filter (where finalized_at is not null and status != 'void') as invoiced_usd,
        sum(amount_paid_usd) as collected_usd,
        sum(refunded_usd) as refunded_usd,
        sum(amount_due_usd - amount_paid_usd) filter (where status = 'open') as outstanding_usd,
        sum(amount_due_usd) filter (where status = 'uncollectible') as written_off_usd,
        sum(failed_charges) as failed_charges,
        max(paid_at) filter (where amount_paid_usd > 0) as last_payment_at
    from {{ ref('int_billing__invoices') }}
    where subscription_id is not null
    group by subscription_id

)

select
    today.subscription_id,
    today.customer_id,
    organizations.org_name as customer_name,
    subscriptions.stripe_customer_id,
    today.status,
    today.plan,
    today.price_id,
    today.billing_interval,
    cast(today.interval_count as bigint) as interval_count,
    today.seats,
    cast(today.mrr_usd as double) as mrr_usd,
    cast(12 * today.mrr_usd as double) as arr_usd,
    cast(today.contract_mrr_usd as double) as contract_mrr_usd,
    cast(100 * (1 - today.contract_mrr_usd / nullif(today.list_mrr_usd, 0)) as double) as discount_pct,
    today.is_paying,
    today.is_trialing,
    today.is_past_due,
    past_due.past_due_since,
    subscriptions.created_at as started_at,
    subscriptions.trial_start_at,
    subscriptions.trial_end_at,
    paying_days.first_paid_date,
    paying_days.last_paid_date,
    case when subscriptions.canceled_at < {{ as_of_date() }} + interval 1 day then subscriptions.canceled_at end
        as canceled_at,
    case when subscriptions.ended_at < {{ as_of_date() }} + interval 1 day then subscriptions.ended_at end as ended_at,
    today.is_fixed_term,
    today.term_start_date,
    today.term_end_date,
    today.term_end_date - {{ as_of_date() }} as days_to_term_end,
    paying_days.term_count,
    case
        when
            (today.is_paying or today.is_trialing)
            and not subscriptions.is_ending_with_period
            and cast(subscriptions.current_period_end_at as date) > {{ as_of_date() }}
            then cast(subscriptions.current_period_end_at as date)
    end as next_invoice_date,
    coalesce(invoices.invoice_count, 0) as invoice_count,
    cast(coalesce(invoices.invoiced_usd, 0) as double) as invoiced_usd,
    cast(coalesce(invoices.collected_usd, 0) as double) as collected_usd,
    cast(coalesce(invoices.refunded_usd, 0) as double) as refunded_usd,
    cast(coalesce(invoices.collected_usd, 0) - coalesce(invoices.refunded_usd, 0) as double) as lifetime_value_usd,
    cast(coalesce(invoices.outstanding_usd, 0) as double) as outstanding_usd,
    cast(coalesce(invoices.written_off_usd, 0) as double) as written_off_usd,
    cast(coalesce(invoices.failed_charges, 0) as bigint) as failed_charges,
    invoices.last_payment_at,
    {{ as_of_date() }} as as_of_date
from today
inner join {{ ref('int_billing__subscriptions') }} as subscriptions
    on today.subscription_id = subscriptions.subscription_id
inner join {{ ref('stg_app__organizations') }} as organizations on today.customer_id = organizations.org_id
inner join paying_days on today.subscription_id = paying_days.subscription_id
left join past_due on today.subscription_id = past_due.subscription_id
left join invoices on today.subscription_id = invoices.subscription_id
order by today.subscription_id
