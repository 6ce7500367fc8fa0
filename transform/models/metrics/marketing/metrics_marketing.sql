{{ metric_table(['marketing'], entities=['campaign']) }}
