{#- Whether this build continues a published version (incremental) or starts from nothing (full). -#}
{% macro continues_version() -%}
    {{ return(var('previous_as_of_date') != '') }}
{%- endmacro %}

{#- Whether a table is added to: it was begun by the version that this build continues. -#}
{% macro is_increment() -%}
    {{ return(is_incremental() and continues_version()) }}
{%- endmacro %}

{#- Days of slack between an event's UTC day and its activity day. -#}
{% macro activity_day_slack() -%}
    {{ return(1 if var('activity_timezone') == 'customer' else 0) }}
{%- endmacro %}

{#- A condition on a UTC timestamp: all days on a full build, else the days to rebuild (with the slack), written as
    literal ranges because the engine skips files by literals and not by a join. -#}
{% macro within_days_to_rebuild(event_at) -%}
    {%- set days_to_rebuild = ref('int_product_events__days_to_rebuild') -%}
    {%- if not continues_version() or not execute -%}
        {{ return('true') }}
    {%- endif -%}
    {%- set slack = activity_day_slack() -%}
    {%- set ranges = run_query(
        "select min(activity_date) - " ~ slack ~ ", max(activity_date) + " ~ (slack + 1) ~ " from ("
        "select activity_date, activity_date - cast(row_number() over (order by activity_date) as integer) as island "
        "from " ~ days_to_rebuild ~ ") as days group by island order by 1"
    ) -%}
    {%- set conditions = [] -%}
    {%- for range in ranges.rows -%}
        {%- do conditions.append(
            event_at ~ " >= timestamp '" ~ range[0] ~ "' and " ~ event_at ~ " < timestamp '" ~ range[1] ~ "'"
        ) -%}
    {%- endfor -%}
    {{ return('(' ~ (conditions | join(' or ') or 'false') ~ ')') }}
{%- endmacro %}

{#- Empties the rows of an incremental table that its build writes again: those that meet the condition where the build
    continues a version, else all. -#}
{% macro make_room(condition) -%}
    {%- if is_increment() -%}
        delete from {{ this }} where {{ condition }}
    {%- elif is_incremental() -%}
        delete from {{ this }}
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}

{#- A rebuilt day is replaced, never doubled, also where nothing is left of it. -#}
{% macro make_room_for_days() -%}
    {{ make_room(
        'activity_date in (select activity_date from ' ~ ref('int_product_events__days_to_rebuild') ~ ')'
    ) }}
{%- endmacro %}
