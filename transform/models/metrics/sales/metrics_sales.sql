{{ metric_table(['sales'], entities=['rep', 'facility']) }}
