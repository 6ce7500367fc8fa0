"""Devices at the customers' locations: the fleet, its outages, its telemetry."""
