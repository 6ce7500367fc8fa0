{#- Whether this build continues a published version (incremental) or starts from nothing (full). -#}
{% macro continues_version() -%}
    {{ return(var('previous_as_of_date') != '') }}
{%- endmacro %}

{#- Whether a table is added to: it was begun by the version that this build continues. -#}
{% macro is_increment() -%}
    {{ return(is_incremental() and continues_version()) }}
{%- endmacro %}

{#- The end of the last day that the continued version tells. -#}
{% macro continued_day_end() -%}
    (date '{{ var("previous_as_of_date") or "0001-01-01" }}' + interval 1 day)
{%- endmacro %}

{#- Days of slack between an event's UTC day and its activity day. -#}
{% macro activity_day_slack() -%}
    {{ return(1 if var('activity_timezone') == 'customer' else 0) }}
{%- endmacro %}

{#- A condition on a UTC timestamp: all days on a full build, else the days that are rebuilt whole. -#}
{% macro within_days_to_rebuild(event_at) -%}
    {%- set days_to_rebuild = ref('int_product_events__days_to_rebuild') -%}
    {{ return(within_activity_dates(event_at, days_to_rebuild) if continues_version() else 'true') }}
{%- endmacro %}

{#- A condition on a UTC timestamp: the activity dates of a relation (with the slack), written as literal ranges
    because the engine skips files by literals and not by a join. Gaps of up to a week are read along: many ranges cost
    more. -#}
{% macro within_activity_dates(event_at, relation) -%}
    {%- if not execute -%}
        {{ return('true') }}
    {%- endif -%}
    {%- set slack = activity_day_slack() -%}
    {%- set ranges = run_query(
        "select min(activity_date) - " ~ slack ~ ", max(activity_date) + " ~ (slack + 1) ~ " from ("
        "select activity_date, sum(begins) over (order by activity_date) as island from ("
        "select activity_date, case when activity_date - lag(activity_date) over (order by activity_date) > 7"
        " then 1 else 0 end as begins from (select distinct activity_date from " ~ relation ~ ") as dates"
        ") as days) as islands group by island order by 1"
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

{#- What an increment writes again, as conditions: whole days, -#}
{% macro is_rebuilt_day(activity_date='activity_date') -%}
    {{ activity_date }} in (select activity_date from {{ ref('int_product_events__days_to_rebuild') }})
{%- endmacro %}

{#- with single days of organisations (by their id, or by their key in this version), -#}
{% macro is_rebuilt_org_day(org='org_id', activity_date='activity_date', key='org_id') -%}
    (
        {{ is_rebuilt_day(activity_date) }}
        or ({{ org }}, {{ activity_date }}) in (
            select {{ key }}, activity_date from {{ ref('int_product_events__org_days_to_rebuild') }}
        )
    )
{%- endmacro %}

{#- with single days of users, -#}
{% macro is_rebuilt_user_day(user_id='user_id', activity_date='activity_date') -%}
    (
        {{ is_rebuilt_day(activity_date) }}
        or ({{ user_id }}, {{ activity_date }}) in (
            select distinct_id, activity_date from {{ ref('int_product_events__actor_days_to_rebuild') }}
        )
    )
{%- endmacro %}

{#- or with the events that arrived, and on request all those of changed actors. -#}
{% macro is_rebuilt_event(by_actor=false) -%}
    (
        {{ is_rebuilt_day() }}
        or event_uuid in (select uuid from {{ ref('stg_product_events__arrivals') }})
        {%- if by_actor %}
        or distinct_id in (select distinct_id from {{ ref('int_users__changed_actors') }})
        {%- endif %}
    )
{%- endmacro %}
