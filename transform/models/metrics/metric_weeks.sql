{{ period_metrics(measured_models() | list, 'week') }}
