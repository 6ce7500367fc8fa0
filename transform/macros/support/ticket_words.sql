{#- The one scale of priorities, whatever a system calls them: critical, high, medium, low. -#}
{% macro ticket_priority(column) -%}
    case lower({{ column }})
        when 'urgent' then 'critical'
        when 'normal' then 'medium'
        else nullif(lower({{ column }}), '')
    end
{%- endmacro %}

{#- The one set of states: new, open, pending, hold, solved, closed (and deleted, which counts nowhere). -#}
{% macro ticket_status(column) -%}
    case lower({{ column }})
        when 'on-hold' then 'hold'
        when 'on_hold' then 'hold'
        when 'resolved' then 'solved'
        else nullif(lower({{ column }}), '')
    end
{%- endmacro %}

{#- Whether somebody still has to work on a ticket in this state. -#}
{% macro is_open_ticket(status) -%}
    {{ status }} not in ('solved', 'closed')
{%- endmacro %}
