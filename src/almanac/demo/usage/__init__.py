"""What the product tells beside its events: the feature catalogue, errors, experiments, its own usage tables."""
