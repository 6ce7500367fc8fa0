{#- A condition on a UTC timestamp: all telemetry on a full build, else the days of which telemetry came, as literal
    ranges because the engine skips files by literals and not by a join. -#}
{% macro within_telemetry_days_to_rebuild(moment) -%}
    {%- if not continues_version() or not execute -%}
        {{ return('true') }}
    {%- endif -%}
    {%- set ranges = run_query(
        "select min(activity_date), max(activity_date) + 1 from ("
        "select activity_date, activity_date - cast(row_number() over (order by activity_date) as integer) as island "
        "from " ~ ref('int_devices__telemetry_days_to_rebuild') ~ ") as days group by island order by 1"
    ) -%}
    {%- set conditions = [] -%}
    {%- for range in ranges.rows -%}
        {%- do conditions.append(
            moment ~ " >= timestamp '" ~ range[0] ~ "' and " ~ moment ~ " < timestamp '" ~ range[1] ~ "'"
        ) -%}
    {%- endfor -%}
    {{ return('(' ~ (conditions | join(' or ') or 'false') ~ ')') }}
{%- endmacro %}

{#- A day of telemetry that is read again is replaced. -#}
{% macro make_room_for_telemetry_days() -%}
    {{ make_room('activity_date in (select activity_date from ' ~ ref('int_devices__telemetry_days_to_rebuild') ~ ')') }}
{%- endmacro %}

{#- Empties the days that are written again: of each entity in `to_rebuild` (key, rebuild_from) those from its day on. -#}
{% macro make_room_from(to_rebuild, key) -%}
    {{ make_room(
        'exists (select 1 from ' ~ to_rebuild ~ ' as changed where changed.' ~ key ~ ' = ' ~ this ~ '.' ~ key
        ~ ' and ' ~ this ~ '.metric_date >= changed.rebuild_from)'
    ) }}
{%- endmacro %}

{#- The day from which a build has to read on: `days` before the earliest day that it writes, as a literal. -#}
{% macro rebuilt_since(to_rebuild, days) -%}
    {%- if not is_increment() or not execute -%}
        {{ return("date '0001-01-01'") }}
    {%- endif -%}
    {%- set earliest = run_query('select min(rebuild_from) - ' ~ days ~ ' from ' ~ to_rebuild).rows[0][0] -%}
    {{ return("date '" ~ (earliest or '9999-12-31') ~ "'") }}
{%- endmacro %}

{#- Whether a row of a small table says something that the continued version did not know: it was read since, or happened
    after that version's last day. -#}
{% macro is_news(source_table, happened_at) -%}
    (
        _airbyte_extracted_at > {{ extracted_after(source_table) }}
        or {{ happened_at }} >= date '{{ var("previous_as_of_date") or "0001-01-01" }}' + 1
    )
{%- endmacro %}
