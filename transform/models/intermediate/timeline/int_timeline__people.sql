{{ config(materialized='view') }}

-- Who came to a customer and who left it, and which deals with it were closed. A champion who leaves is a warning.
select
    {{ timeline_row(
        'customer_id', 'left_at', "case when is_champion then 'champion_left' else 'contact_left' end",
        {'name': 'contact_name', 'title': 'job_title'},
        'intermediate.int_sales__contacts', 'contact_id',
    ) | indent(4) }}
from {{ ref('int_sales__contacts') }}
where left_at is not null

union all

select
    {{ timeline_row(
        'customer_id', 'closed_at', "'deal_' || status",
        {'name': 'opportunity_name', 'type': 'opportunity_type', 'amount_usd': 'cast(amount_usd as double)'},
        'intermediate.int_sales__opportunities', "source || '/' || opportunity_id",
    ) | indent(4) }}
from {{ ref('int_sales__opportunities') }}
where
    closed_at is not null
    and status in ('won', 'lost')
{% for kind, moment in {'user_arrived': 'created_at', 'user_left': 'deactivated_at'}.items() %}
union all

select
    {{ timeline_row(
        'org_id', moment, "'" ~ kind ~ "'", {'name': 'user_name', 'role': 'role'}, 'staging.stg_app__users', 'user_id',
    ) | indent(4) }}
from {{ ref('stg_app__users') }}
where
    org_id is not null
    and {{ moment }} is not null
{% endfor %}
