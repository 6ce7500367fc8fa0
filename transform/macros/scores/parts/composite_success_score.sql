{#- Health, engagement, devices and locations in one. -#}
{% macro parts_of_composite_success_score() -%}
    {%- set no_devices = source_is_missing('app.devices') -%}
    {{ return([
        {'component': 'health', 'observed': 'customer_health_score', 'missing_reason': 'no_score'},
        {
            'component': 'engagement',
            'observed': 'engagement_score',
            'missing_reason': 'no_enabled_users',
            'source_missing': source_is_missing('app.users'),
        },
        {
            'component': 'devices',
            'observed': 'avg_device_health_score',
            'missing_reason': 'no_devices',
            'source_missing': no_devices,
        },
        {
            'component': 'locations',
            'observed': 'location_health_score',
            'missing_reason': 'no_devices',
            'source_missing': no_devices,
        },
    ]) }}
{%- endmacro %}
