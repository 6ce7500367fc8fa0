-- Everything that was set of a customer and when: by the app's own extractions, by Salesforce's snapshots of the account
-- that speaks for it, by billing. Days of billing change at their beginning.
{%- set from_app = {'customer_name': 'name', 'region': 'lower(region)', 'timezone': 'timezone'} %}
{%- set from_salesforce = {
    'industry': 'industry', 'account_segment': 'account_segment', 'seat_tier': 'seat_tier', 'csm': 'csm',
} %}
with extractions as (

    select
        *,
        row_number() over (partition by id order by _airbyte_extracted_at) as extraction_number
    from {{ ref('base_app__organizations') }}
    where row_outcome in ('loaded', 'duplicate')

),

organizations as (

    select
        id as customer_id,
        case when extraction_number = 1 then created_at else _airbyte_extracted_at end as changed_at,
        {% for attribute, expression in from_app.items() %}
        {{ expression }} as {{ attribute }}{{ ',' if not loop.last }}
        {% endfor %}
    from extractions

),

accounts as (

    select
        accounts.org_id as customer_id,
        snapshots.extracted_at as changed_at,
        {% for attribute, expression in from_salesforce.items() %}
        snapshots.{{ expression }} as {{ attribute }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_salesforce__org_accounts') }} as accounts
    inner join {{ ref('stg_salesforce__account_snapshots') }} as snapshots on accounts.account_id = snapshots.account_id

),

billing_days as (

    select
        *,
        lag(mrr_usd) over days as previous_mrr_usd,
        lag(plan) over days as previous_plan,
        row_number() over days as day_number
    from {{ ref('int_billing__customer_days') }}
    window days as (partition by customer_id order by metric_date)

),

billing as (

    select
        customer_id,
        cast(metric_date as timestamp) as changed_at,
        cast(mrr_usd as varchar) as mrr_usd,
        plan
    from billing_days
    where
        day_number = 1
        or mrr_usd is distinct from previous_mrr_usd
        or plan is distinct from previous_plan

)

{%- set sources = {
    'organizations': from_app.keys(),
    'accounts': from_salesforce.keys(),
    'billing': ['mrr_usd', 'plan'],
} %}
{% for relation, attributes in sources.items() %}
{% set is_last_source = loop.last %}
{% for attribute in attributes %}
select
    customer_id,
    changed_at,
    '{{ attribute }}' as attribute,
    cast({{ attribute }} as varchar) as new_value
from {{ relation }}
{{ 'union all' if not (is_last_source and loop.last) }}
{% endfor %}
{% endfor %}
