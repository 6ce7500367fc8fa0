{{ config(materialized='view') }}

-- What changed in the contract of a customer: it came, its money moved, its plan, its
-- segment or its CSM changed.
with versions as (

    select * from {{ ref('entity_customers_history') }}
    where version_number > 1

)

select
    {{ timeline_row(
        'org_id', 'created_at', "'signed_up'", {'name': 'org_name', 'region': 'region'},
        'staging.stg_app__organizations', 'org_id',
    ) | indent(4) }}
from {{ ref('stg_app__organizations') }}

union all

select
    {{ timeline_row(
        'customer_id', 'metric_date', "'mrr_' || mrr_movement",
        {'mrr_usd': 'cast(mrr_usd as double)', 'opening_mrr_usd': 'cast(opening_mrr_usd as double)'},
        'intermediate.int_billing__customer_days', "customer_id || '/' || metric_date",
    ) | indent(4) }}
from {{ ref('int_billing__customer_days') }}
where mrr_movement != 'none'

{% for attribute, kind in {'plan': 'plan', 'account_segment': 'segment', 'csm': 'csm'}.items() %}
union all

select
    {{ timeline_row(
        'customer_id', 'valid_from', "'" ~ kind ~ "_changed'",
        {'from': "json_extract_string(old_value, '$." ~ attribute ~ "')", 'to': attribute},
        'entities.entity_customers_history', "customer_id || '/' || version_number",
    ) | indent(4) }}
from versions
where
    list_contains(string_split(what_changed, ', '), '{{ attribute }}')
    and json_extract_string(old_value, '$.{{ attribute }}') is not null
{% endfor %}
