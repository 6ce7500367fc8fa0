{#- The first day of the calendar month of a moment (UTC). -#}
{% macro month_of(moment) -%}
    cast(date_trunc('month', {{ moment }}) as date)
{%- endmacro %}

{#- The month that the moment of the build lies in; at midnight of a first day it is the month that has just ended. -#}
{% macro as_of_month() -%}
    {{ month_of(as_of_at() ~ ' - interval 1 microsecond') }}
{%- endmacro %}
