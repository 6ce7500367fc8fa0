-- The tickets of the systems in which this company keeps them, as each reports them.
{%- do ticket_sources() -%}{# a system that nobody knows is told as such #}
{% for source in var('ticket_sources') %}
select * from {{ ref('int_support__' ~ source ~ '_tickets') }}
{% if not loop.last %}
union all
{% endif %}
{% endfor %}
