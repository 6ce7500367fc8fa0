{#- Every row of a raw table with its fate, by what the source contract says of the table (its `config.meta` in
    _<source>__sources.yml): `key`; `extracted_at`, the column in which the loader says when it read the row (the latest
    counts); `happened_at`, SQL of the moment that makes a row later than the as-of, and `known_until: as_of_at` where its
    state is told for that moment and not for the end of the last complete day; `required` and `minimum` of its columns.
    A row that happened an hour after its own extraction or later is from the future, unless the table `plans_ahead` (or
    its connector's sync times cannot be held against it, as vendors' own sample rows show); one from before the var
    `earliest_event_date` is ancient. `faults`: more [reason, condition] pairs, judged after those.
    A source that is switched off by the var `disabled_sources` (`stripe`, or one table such as `stripe.charge`) has all
    its rows left out, none lost. -#}
{% macro account_for_table(source_name, table_name, faults=[]) -%}
    {%- set relation = raw_relation(source_name, table_name) -%}
    {%- if execute -%}
        {%- set contract = source_contract(source_name, table_name) -%}
        {{ account_for_rows(
            relation,
            key=contract.meta.key,
            faults=contract_faults(contract) + faults,
            happened_at=contract.meta.get('happened_at', contract.extracted_at),
            extracted_at=contract.extracted_at,
            has_loader_meta='_airbyte_meta' in contract.columns,
            is_disabled=is_disabled(source_name ~ '.' ~ table_name),
            as_of_end=as_of_at() if contract.meta.get('known_until') == 'as_of_at' else none,
        ) }}
    {%- endif -%}
{%- endmacro %}

{#- What the sources file says of a table: meta, extracted_at, and per column its meta. -#}
{% macro source_contract(source_name, table_name) -%}
    {%- for node in graph.sources.values() if node.source_name == source_name and node.name == table_name -%}
        {%- set columns = {} -%}
        {%- for name, column in node.columns.items() -%}
            {%- do columns.update({name: column.get('config', {}).get('meta', {}) or column.get('meta', {})}) -%}
        {%- endfor -%}
        {%- set meta = node.config.meta or node.meta -%}
        {{ return({
            'meta': meta,
            'columns': columns,
            'extracted_at': meta.get('extracted_at', '_airbyte_extracted_at'),
        }) }}
    {%- endfor -%}
{%- endmacro %}

{#- The faults that the contract itself names: a required value that is missing, a number below its minimum, a moment
    that cannot be. -#}
{% macro contract_faults(contract) -%}
    {%- set faults = [] -%}
    {%- for name, meta in contract.columns.items() -%}
        {%- if meta.get('required') -%}
            {%- set what = 'extraction' if name == contract.extracted_at else name -%}
            {%- do faults.append(['missing_' ~ what, "nullif(cast(\"" ~ name ~ "\" as varchar), '') is null"]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for name, meta in contract.columns.items() -%}
        {%- if meta.get('minimum') is not none -%}
            {%- set word = 'negative_' if meta.minimum == 0 else 'too_small_' -%}
            {%- do faults.append([word ~ name, '"' ~ name ~ '" < ' ~ meta.minimum]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set happened_at = contract.meta.get('happened_at') -%}
    {%- if happened_at and not contract.meta.get('plans_ahead') -%}
        {%- do faults.append([
            'future_timestamp', happened_at ~ ' > ' ~ contract.extracted_at ~ " + interval 1 hour",
        ]) -%}
        {%- do faults.append(['ancient_timestamp', happened_at ~ " < timestamp '" ~ var('earliest_event_date') ~ "'"]) -%}
    {%- endif -%}
    {{ return(faults) }}
{%- endmacro %}

{#- Whether a company switched a source or one of its tables off. -#}
{% macro is_disabled(source_table) -%}
    {{ return(source_table in var('disabled_sources') or source_table.split('.')[0] in var('disabled_sources')) }}
{%- endmacro %}
