{#- Whether a membership is enabled at the end of a day: created and not deactivated by then. -#}
{% macro is_enabled(membership, on_date) -%}
    (
        {{ membership }}.created_at < {{ on_date }} + interval 1 day
        and coalesce({{ membership }}.deactivated_at >= {{ on_date }} + interval 1 day, true)
    )
{%- endmacro %}
