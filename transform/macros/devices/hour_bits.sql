{#- The hours of a day in which a device sent something are kept as the bits of one integer, bit 0 for the hour from
    midnight: one row per device and day instead of 24. Hours are added with bit_or and counted with bit_count. -#}
{% macro hour_bit(moment) -%}
    (cast(1 as integer) << cast(extract(hour from {{ moment }}) as integer))
{%- endmacro %}

{#- The bits of the hours of a day that begin before `ends_at` and end after `begins_at`: an hour counts as in service
    when the device was in service at some moment of it, as a signal of that hour does. -#}
{% macro hours_between(day, begins_at, ends_at) -%}
    (
        (
            (cast(1 as bigint) << {{ hour_of_day_end(day, ends_at) }})
            - (cast(1 as bigint) << least({{ hour_of_day_begin(day, begins_at) }}, {{ hour_of_day_end(day, ends_at) }}))
        )
    )
{%- endmacro %}

{#- The first hour of a day that a service since `begins_at` touches, 24 where there is none. -#}
{% macro hour_of_day_begin(day, begins_at) -%}
    case
        when cast({{ begins_at }} as date) < {{ day }} then 0
        when cast({{ begins_at }} as date) > {{ day }} then 24
        else extract(hour from {{ begins_at }})
    end
{%- endmacro %}

{#- The first hour of a day that a service until `ends_at` (excluded) no longer touches. -#}
{% macro hour_of_day_end(day, ends_at) -%}
    case
        when {{ ends_at }} is null or cast({{ ends_at }} as date) > {{ day }} then 24
        when cast({{ ends_at }} as date) < {{ day }} then 0
        else extract(hour from {{ ends_at }} + interval 1 hour - interval 1 microsecond)
            + case when date_trunc('day', {{ ends_at }} + interval 1 hour - interval 1 microsecond) > {{ day }} then 24 else 0 end
    end
{%- endmacro %}
