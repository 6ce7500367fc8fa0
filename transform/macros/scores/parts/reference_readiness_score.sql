{#- Readiness to serve as a reference, of an active customer with a health score. -#}
{% macro parts_of_reference_readiness_score() -%}
    {%- set applies = 'is_active_customer and customer_health_score is not null' -%}
    {{ return([
        {'component': 'health', 'observed': 'customer_health_score', 'applies': applies},
        {'component': 'arr', 'observed': 'customer_arr', 'applies': applies},
        {'component': 'tenure', 'observed': 'tenure_days', 'applies': applies},
        {
            'component': 'willingness',
            'observed': 'latest_nps_365d',
            'share': 'willingness_points / 100',
            'applies': applies,
            'missing_reason': 'no_answers',
            'source_missing': surveys_are_missing(),
        },
    ]) }}
{%- endmacro %}
