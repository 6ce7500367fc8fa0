{{ metric_table(['product'], selected={'base': 'engagement'}) }}
