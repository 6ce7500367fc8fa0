-- What an executive looks at first, one row per day: money, customers, use, service, sales and marketing of the whole company.
{%- set overview = {
    'metrics_revenue': [
        'monthly_recurring_revenue', 'annual_recurring_revenue', 'net_new_mrr', 'net_revenue_retention',
        'gross_revenue_retention', 'arpa', 'new_customers', 'business_health_score',
    ],
    'metrics_customer_success': [
        'active_customers', 'customer_churn_rate', 'customer_health_score', 'at_risk_customer_count', 'mrr_at_risk',
        'effective_ai_adoption_score', 'nps_score',
    ],
    'metrics_product_analytics': ['daily_active_users', 'monthly_active_users', 'dau_mau_ratio', 'account_adoption_rate'],
    'metrics_sales': ['total_pipeline_value', 'forecast_amount', 'quota_attainment_pct', 'win_rate', 'closed_won_amount'],
    'metrics_marketing': ['total_ad_spend', 'overall_roi', 'total_mqls', 'customer_acquisition_cost'],
    'metrics_support': ['sla_compliance_rate_pct', 'open_ticket_backlog'],
    'metrics_operations': ['avg_device_uptime_30d'],
} %}
select
    days.date_day as metric_date
    {%- for table, names in overview.items() %}{% for name in names %},
    {{ table }}.{{ name }}
    {%- endfor %}{% endfor %}
from {{ ref('time_spine_daily') }} as days
{% for table in overview %}
left join {{ ref(table) }} as {{ table }}
    on
        days.date_day = {{ table }}.metric_date
        and {{ table }}.entity_type = 'company'
{% endfor %}
order by metric_date
