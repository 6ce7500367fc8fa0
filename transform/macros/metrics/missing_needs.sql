{#- What a metric needs and this company does not have, as names of tables or sources. A definition names the table in
    which a thing usually is; where the company keeps its deals, tickets or answers elsewhere, that counts instead. The
    name of a whole source (`stripe`, or `ads` for all platforms) is missing only when all of its tables are. -#}
{% macro missing_needs(name) -%}
    {%- set gone = [] -%}
    {%- for need in metric_definition(name).config.meta.get('needs_source', []) -%}
        {%- set tables = _tables_that_serve(need) -%}
        {%- if tables and all_are_missing(tables) -%}
            {%- do gone.append(need) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(gone | unique | list) }}
{%- endmacro %}

{% macro _tables_that_serve(need) -%}
    {%- set deals = [] -%}
    {%- for source in var('deal_sources') -%}
        {%- do deals.extend({'crm': ['crm.leads', 'crm.opportunities'], 'salesforce': ['salesforce.opportunity']}[source]) -%}
    {%- endfor -%}
    {%- set elsewhere = {
        'crm.leads': deals, 'crm.opportunities': deals, 'zendesk': ticket_sources(), 'zendesk.ticket': ticket_sources(),
        'surveys': survey_sources(), 'surveys.responses': survey_sources(),
    } -%}
    {%- if need in elsewhere -%}
        {{ return(elsewhere[need]) }}
    {%- endif -%}
    {%- if '.' in need -%}
        {{ return([need]) }}
    {%- endif -%}
    {%- set tables = [] -%}
    {%- for source in graph.sources.values() if source.source_name == need or (need == 'ads' and source.source_name.endswith('_ads')) -%}
        {%- do tables.append(source.source_name ~ '.' ~ source.name) -%}
    {%- endfor -%}
    {{ return(tables) }}
{%- endmacro %}
