{{ metric_table(['revenue', 'company']) }}
