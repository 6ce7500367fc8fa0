{{ metric_table(['product'], entities=['customer', 'feature']) }}
