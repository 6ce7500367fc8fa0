{#- What each of some metrics needs and this company does not have: {name: [table or source]}. A definition names the
    table in which a thing usually is; where the company keeps its deals, tickets or answers elsewhere, that counts
    instead. The name of a whole source (`stripe`, or `ads` for all platforms) is missing only when all of its tables are. -#}
{% macro missing_needs(names) -%}
    {%- set known, missing = {}, {} -%}
    {%- for name in names -%}
        {%- set gone = [] -%}
        {%- for need in metric_definition(name).config.meta.get('needs_source', []) -%}
            {%- if need not in known -%}
                {%- set tables = _tables_that_serve(need) -%}
                {%- do known.update({need: tables and all_are_missing(tables)}) -%}
            {%- endif -%}
            {%- if known[need] and need not in gone -%}
                {%- do gone.append(need) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- do missing.update({name: gone}) -%}
    {%- endfor -%}
    {{ return(missing) }}
{%- endmacro %}

{#- Those of some metrics that this company cannot tell, because something that they need is missing. -#}
{% macro metrics_without_sources(names) -%}
    {%- set unavailable = [] -%}
    {%- for name, gone in missing_needs(names).items() if gone -%}
        {%- do unavailable.append(name) -%}
    {%- endfor -%}
    {{ return(unavailable) }}
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
