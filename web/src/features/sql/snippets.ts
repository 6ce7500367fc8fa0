/** Statements to begin with: each shows one pattern, and runs on any company. */
export const SNIPPETS: { title: string; sql: string }[] = [
  {
    title: "A metric of the company, day by day",
    sql: `select metric_date, metric_value
from metrics.metrics_unified
where metric_name = 'daily_active_users'
  and entity_type = 'company'
order by metric_date`,
  },
  {
    title: "Customers with most ARR",
    sql: `select org_id, org_name, industry, account_segment, csm, current_arr
from marts.dim_organizations
order by current_arr desc nulls last
limit 20`,
  },
  {
    title: "Where customers lose points of their health",
    sql: `select component, reason_code, count(*) as customers, round(avg(points_lost), 1) as mean_points_lost
from marts.score_components_daily
where score = 'customer_health_score'
  and metric_date = (select max(metric_date) from marts.score_components_daily)
group by all
order by mean_points_lost desc`,
  },
  {
    title: "Latest value of every metric, beside the month before",
    sql: `select domain, metric_name, current_value, previous_value, previous_change_pct
from metrics.metrics_api
where grain = 'month'
qualify row_number() over (partition by metric_name order by period_start_date desc) = 1
order by domain, metric_name`,
  },
  {
    title: "Customers whose health fell most in 30 days",
    sql: `select c.customer_name, c.csm, s.value as health, s.value_30d_ago as before, s.change_30d as change
from marts.account_scores s
join entities.entity_customers c using (customer_id)
where s.score = 'customer_health_score'
  and s.change_30d < 0
order by s.change_30d
limit 20`,
  },
  {
    title: "Renewals of the next 90 days, the least healthy first",
    sql: `select customer_name, csm, next_term_end_date, arr_usd, customer_health_score, churn_risk_level
from entities.entity_customers
where next_term_end_date between as_of_date and as_of_date + 90
order by customer_health_score nulls last`,
  },
  {
    title: "Part of each segment in the whole ARR",
    sql: `select coalesce(account_segment, 'not known') as segment, count(*) as customers, sum(arr_usd) as arr_usd,
  round(100 * sum(arr_usd) / sum(sum(arr_usd)) over (), 1) as part_pct
from entities.entity_customers
where is_active_customer
group by all
order by arr_usd desc`,
  },
  {
    title: "Events of each week beside the week before",
    sql: `with weeks as (
  select date_trunc('week', activity_date)::date as week, sum(total_event_count) as events
  from marts.fct_org_daily_activity
  group by all
)
select week, events, events - lag(events) over (order by week) as change
from weeks
order by week`,
  },
  {
    title: "Features that customers stopped using",
    sql: `select feature_name, count(*) as customers, sum(users_prior_30d) as users_before
from marts.account_features
where event_count_30d = 0
  and event_count_prior_30d > 0
group by all
order by customers desc`,
  },
  {
    title: "Tables and their columns",
    sql: `select schema_name, table_name, column_name, data_type
from duckdb_columns()
where database_name = 'warehouse'
order by all`,
  },
];
