-- Every customer as it is now, wide.
with today as (

    select * from {{ ref('entity_customers_daily') }}
    where metric_date = {{ as_of_date() }}

),

a_month_ago as (

    select
        customer_id,
        mrr_usd,
        customer_health_score,
        user_event_count_30d
    from {{ ref('entity_customers_daily') }}
    where metric_date = {{ as_of_date() }} - 30

),

life as (

    select
        customer_id,
        max(metric_date) filter (where user_event_count > 0) as last_active_date,
        min(metric_date) filter (where is_active_customer) as first_active_customer_date
    from {{ ref('entity_customers_daily') }}
    group by customer_id

),

tickets as (

    select
        customer_id,
        count(*) as ticket_count,
        count(*) filter (where created_at >= {{ as_of_date() }} - 89) as tickets_90d,
        max(created_at) as last_ticket_at
    from {{ ref('int_support__tickets') }}
    group by customer_id

),

invoices as (

    select
        customer_id,
        sum(amount_paid_usd) as collected_usd,
        sum(amount_due_usd) filter (where status = 'open') as outstanding_usd,
        sum(amount_due_usd) filter (where is_overdue) as overdue_usd
    from {{ ref('int_billing__invoices') }}
    group by customer_id

),

opportunities as (

    select
        customer_id,
        count(*) as open_opportunities,
        sum(amount_usd) as open_opportunity_amount_usd
    from {{ ref('int_sales__opportunities') }}
    where status = 'open'
    group by customer_id

)

select
    organizations.org_id as customer_id,
    {{ as_of_date() }} as as_of_date,
    organizations.org_name as customer_name,
    organizations.org_domain as domain,
    organizations.region,
    organizations.timezone,
    organizations.org_created_date as signup_date,
    organizations.salesforce_account_name,
    organizations.industry,
    organizations.account_segment,
    organizations.seat_tier,
    organizations.csm,
    organizations.annualrevenue as annual_revenue_usd,
    cast(date_trunc('month', organizations.first_paying_date) as date) as cohort_month,
    today.* exclude (customer_id, metric_date),
    cast(today.mrr_usd - a_month_ago.mrr_usd as double) as mrr_change_30d_usd,
    round(today.customer_health_score - a_month_ago.customer_health_score, 2) as health_trend_30d,
    {{ null_without_users(
        '100.0 * (today.user_event_count_30d / nullif(a_month_ago.user_event_count_30d, 0) - 1)', 'double'
    ) }} as usage_change_30d_pct,
    {{ null_without_users('life.last_active_date', 'date') }} as last_active_date,
    {{ null_without_users(as_of_date() ~ ' - life.last_active_date') }} as days_since_activity,
    100.0 * today.active_users_30d / nullif(today.seats, 0) as seat_utilization_pct,
    100.0 * today.features_adopted / nullif(today.features_released, 0) as feature_adoption_rate_pct,
    first_value.first_value_at,
    first_value.time_to_value_days,
    onboarding.is_onboarded,
    {{ null_without(ticket_sources(), 'coalesce(tickets.ticket_count, 0)') }} as ticket_count,
    {{ null_without(ticket_sources(), 'coalesce(tickets.tickets_90d, 0)') }} as tickets_90d,
    tickets.last_ticket_at,
    cast(invoices.collected_usd as double) as collected_usd,
    cast(invoices.outstanding_usd as double) as outstanding_usd,
    cast(invoices.overdue_usd as double) as overdue_usd,
    coalesce(opportunities.open_opportunities, 0) as open_opportunities,
    cast(coalesce(opportunities.open_opportunity_amount_usd, 0) as double) as open_opportunity_amount_usd
from {{ ref('int_organizations__with_account') }} as organizations
left join today on organizations.org_id = today.customer_id
left join a_month_ago on organizations.org_id = a_month_ago.customer_id
left join life on organizations.org_id = life.customer_id
left join tickets on organizations.org_id = tickets.customer_id
left join invoices on organizations.org_id = invoices.customer_id
left join opportunities on organizations.org_id = opportunities.customer_id
left join {{ ref('int_organizations__first_value') }} as first_value on organizations.org_id = first_value.customer_id
left join {{ ref('int_organizations__onboarding') }} as onboarding on organizations.org_id = onboarding.customer_id
order by organizations.org_id
