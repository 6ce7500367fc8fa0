{#- Adoption at or above the threshold; no score is low. -#}
{% macro is_high_adoption() -%}
    coalesce(scores.effective_ai_adoption_score >= scores.adoption_threshold, false)
{%- endmacro %}
