-- The tickets of the systems in which this company keeps them, as each reports them.
{% for source in var('ticket_sources') %}
select * from {{ ref('int_support__' ~ source ~ '_tickets') }}
{% if not loop.last %}
union all
{% endif %}
{% endfor %}
