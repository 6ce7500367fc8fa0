{{ long_metrics(
    {'metrics_revenue': ['revenue', 'company'], 'metrics_operations': ['operations'], 'metrics_engagement': ['product']},
    selected={'metrics_engagement': {'base': 'engagement'}}
) }}
