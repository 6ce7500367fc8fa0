{{ long_metrics({
    'metrics_customer_success': ['customer_success'],
    'metrics_sales': ['sales'],
    'metrics_product_analytics': ['product'],
    'metrics_marketing': ['marketing'],
    'metrics_support': ['support'],
    'metrics_revenue': ['revenue', 'company'],
    'metrics_operations': ['operations'],
}) }}
