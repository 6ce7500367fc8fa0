{#- Freshness: fails when the last day lies more than `days` before the as-of date, or after it. An empty table passes:
    whether it may be empty is another test's question. -#}
{% test reaches_as_of(model, column, days=0) %}
select max({{ column }}) as last_day
from {{ model }}
having
    max({{ column }}) > {{ as_of_date() }}
    or max({{ column }}) < {{ as_of_date() }} - {{ days }}
{% endtest %}
