{#- The leaves of scores with what follows from their names. -#}
{% macro score_leaves(scores) -%}
    {%- set leaves = [] -%}
    {%- for score in scores -%}
        {%- for leaf in context['parts_of_' ~ score]() -%}
            {%- set parent = leaf.get('parent', leaf.component) -%}
            {%- do leaves.append({
                'score': score,
                'component': leaf.component,
                'id': score ~ '__' ~ leaf.component,
                'parent': parent,
                'parent_id': score ~ '__' ~ parent ~ '__parent',
                'kind': leaf.get('kind', 'part'),
                'fires': leaf.get('fires', ''),
                'observed': leaf.get('observed', 'null'),
                'share': leaf.get('share', 'null'),
                'applies': leaf.get('applies', 'is_active_customer'),
                'missing_reason': leaf.get('missing_reason', ''),
                'source_missing': leaf.get('source_missing', false),
            }) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(leaves) }}
{%- endmacro %}

{#- The parents of leaves that are parts, each with all its leaves. -#}
{% macro score_parents(leaves) -%}
    {%- set parents = {} -%}
    {%- for leaf in leaves if leaf.kind == 'part' -%}
        {%- do parents.setdefault(leaf.parent_id, []).append(leaf) -%}
    {%- endfor -%}
    {%- set found = [] -%}
    {%- for id, members in parents.items() -%}
        {%- do found.append({'id': id, 'leaves': members}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
