{#- Nine decimals are far below what a score shows, and spare its readers the noise of floating point. A gate takes all
    that the parts earned; a deduction at most what its parent earned. -#}
{% macro leaf_points(leaf) -%}
    {%- set of_score = '100.0 / nullif(' ~ leaf.score ~ '__there, 0)' -%}
    {%- set of_parent = of_score ~ ' * ' ~ leaf.id ~ '__parent_weight / nullif(' ~ leaf.parent_id ~ '__there, 0)' -%}
    {%- if leaf.kind == 'part' -%}
        coalesce(round({{ of_parent }} * {{ leaf.id }}__weight * {{ leaf.id }}__share, 9), 0)
    {%- elif leaf.kind == 'deduction' -%}
        0 - coalesce(round({{ of_score }} * {{ leaf.id }}__parent_weight * least(
            coalesce({{ leaf.parent_id }}__reached / nullif({{ leaf.parent_id }}__there, 0), 0),
            coalesce({{ leaf.id }}__share, 0)
        ), 9), 0)
    {%- elif leaf.kind == 'gate' -%}
        0 - coalesce(round({{ of_score }} * {{ leaf.score }}__reached * {{ leaf.id }}__share, 9), 0)
    {%- elif leaf.kind == 'cap' -%}
        least(0, {{ leaf.id }}__weight - {{ leaf.score }}__rules)
    {%- else -%}
        coalesce({{ leaf.id }}__weight * {{ leaf.id }}__share, 0)
    {%- endif -%}
{%- endmacro %}

{% macro leaf_max_points(leaf) -%}
    {%- if leaf.kind == 'part' -%}
        case
            when {{ leaf.id }}__share is null then 0
            else round(
                100.0 * {{ leaf.id }}__parent_weight * {{ leaf.id }}__weight
                / ({{ leaf.score }}__there * {{ leaf.parent_id }}__there), 9
            )
        end
    {%- elif leaf.kind in ('rule', 'lost') -%}
        case when {{ leaf.id }}__share is null then 0 else {{ leaf.id }}__weight end
    {%- else -%}
        0
    {%- endif -%}
{%- endmacro %}
