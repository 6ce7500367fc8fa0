{#- The classified events that count: not left out by a policy, and of a day that is complete. -#}
{% macro counted_events() -%}
    (select * from {{ ref('event_classification') }} where not is_left_out and activity_date <= {{ as_of_date() }})
{%- endmacro %}
