{{ metric_table(['operations'], entities=['customer', 'location', 'facility']) }}
