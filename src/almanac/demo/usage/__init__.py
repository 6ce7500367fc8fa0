"""What the product tells beside its events: feature catalogue, errors, experiments, the app log."""
