{{ long_metrics({'metrics_customer_success': ['customer_success'], 'metrics_product_analytics': ['product']}) }}
