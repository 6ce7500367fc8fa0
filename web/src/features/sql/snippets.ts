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
    title: "Tables and their columns",
    sql: `select schema_name, table_name, column_name, data_type
from duckdb_columns()
where database_name = 'warehouse'
order by all`,
  },
];
