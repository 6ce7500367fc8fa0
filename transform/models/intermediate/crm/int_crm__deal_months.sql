-- Leads and deals per facility and month: leads by the month in which they came, deals by the month in which they closed.
with leads as (

    select
        {{ or_unassigned('facility_id') }} as facility_id,
        {{ month_of('created_at') }} as month,
        reached_sql,
        reached_opportunity,
        is_won
    from {{ ref('int_sales__lead_states') }}

),

closed_deals as (

    select
        {{ or_unassigned('facility_id') }} as facility_id,
        {{ month_of('closed_at') }} as month,
        stage,
        amount_usd
    from {{ ref('int_sales__deal_states') }}
    where closed_at is not null

),

arrivals as (

    select
        facility_id,
        month,
        count(*) as leads_created,
        count(*) filter (where reached_sql) as leads_reached_sql,
        count(*) filter (where reached_opportunity) as leads_reached_opportunity,
        count(*) filter (where is_won) as leads_won
    from leads
    group by facility_id, month

),

closings as (

    select
        facility_id,
        month,
        count(*) filter (where stage = 'won') as deals_won,
        count(*) filter (where stage = 'lost') as deals_lost,
        sum(amount_usd) filter (where stage = 'won') as closed_won_amount_usd
    from closed_deals
    group by facility_id, month

)

select
    coalesce(arrivals.facility_id, closings.facility_id) as facility_id,
    coalesce(arrivals.month, closings.month) as month,
    coalesce(arrivals.leads_created, 0) as leads_created,
    coalesce(arrivals.leads_reached_sql, 0) as leads_reached_sql,
    coalesce(arrivals.leads_reached_opportunity, 0) as leads_reached_opportunity,
    coalesce(arrivals.leads_won, 0) as leads_won,
    coalesce(closings.deals_won, 0) as deals_won,
    coalesce(closings.deals_lost, 0) as deals_lost,
    coalesce(closings.closed_won_amount_usd, 0) as closed_won_amount_usd
from arrivals
full join closings
    on
        arrivals.facility_id = closings.facility_id
        and arrivals.month = closings.month
