{{ metric_table(['product']) }}
