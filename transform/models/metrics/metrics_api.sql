{{ compared_metrics(measured_models() | list) }}
