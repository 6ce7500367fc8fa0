{{ metric_table(['support']) }}
