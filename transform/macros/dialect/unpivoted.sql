{#- Columns of a relation as rows: the `kept` ones beside the name of each of the others and its value; nulls make no row. -#}
{% macro unpivoted(relation, kept, columns, name_column, value_column) -%}
select
    {{ kept | join(',\n    ') }},
    {{ name_column }},
    {{ value_column }}
from {{ relation }}
unpivot ({{ value_column }} for {{ name_column }} in ({{ columns | join(', ') }}))
{%- endmacro %}
