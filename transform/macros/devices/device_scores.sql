{#- What a share of bad events leaves of the full points: all at 0 %, none from the percentage `zero_at` on; null
    without events. -#}
{% macro share_without(bad_events, events, zero_at) -%}
    case when {{ events }} > 0 then 1 - least(1.0, 100.0 * {{ bad_events }} / {{ events }} / {{ zero_at }}) end
{%- endmacro %}

{#- A score of 0-100 from [share, weight] pairs: the weights of the shares that are null are spread over the others;
    null where all are. -#}
{% macro weighted_score(parts) -%}
    round(
        100.0 * (
            {%- for share, weight in parts %}
            case when {{ share }} is null then 0 else {{ weight }} * ({{ share }}) end{{ ' +' if not loop.last }}
            {%- endfor %}
        ) / nullif(
            {%- for share, weight in parts %}
            case when {{ share }} is null then 0 else {{ weight }} end{{ ' +' if not loop.last }}
            {%- endfor %},
            0
        ),
        2
    )
{%- endmacro %}
