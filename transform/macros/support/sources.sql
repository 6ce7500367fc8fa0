{#- The raw tables that hold this company's tickets, and its surveys, by the vars of the same names. -#}
{% macro ticket_sources() -%}
    {{ return(_tables_of('ticket_sources', {
        'zendesk': 'zendesk.ticket', 'hubspot': 'hubspot.ticket', 'crm': 'crm.tickets',
    })) }}
{%- endmacro %}

{% macro survey_sources() -%}
    {{ return(_tables_of('survey_sources', {'surveys': 'surveys.responses', 'crm': 'crm.satisfaction'})) }}
{%- endmacro %}

{% macro _tables_of(policy, tables) -%}
    {%- set named = [] -%}
    {%- for source in var(policy) -%}
        {%- if source not in tables -%}
            {{ exceptions.raise_compiler_error(
                "vars: " ~ policy ~ ": there is no source '" ~ source ~ "'. Known are " ~ tables | join(', ') ~ "."
            ) }}
        {%- endif -%}
        {%- do named.append(tables[source]) -%}
    {%- endfor -%}
    {{ return(named) }}
{%- endmacro %}
