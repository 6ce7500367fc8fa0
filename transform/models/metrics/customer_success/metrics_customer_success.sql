{{ metric_table(['customer_success']) }}
