-- Every day that a metric can be asked for: from the first of which anything is known, be it events, billing, sales,
-- support or campaigns.
with first_days as (

    select min(metric_date) as first_day
    from {{ ref('int_organizations__daily') }}

    union all

    select min(metric_date) as first_day
    from {{ ref('int_billing__customer_days') }}

    union all

    select cast(min(valid_from) as date) as first_day
    from {{ ref('int_sales__deal_stage_history') }}

    union all

    select cast(min(created_at) as date) as first_day
    from {{ ref('int_support__tickets') }}

    union all

    select min(metric_date) as first_day
    from {{ ref('int_marketing__campaign_days') }}

)

select cast(days.day as date) as date_day
from unnest(generate_series(
    cast(least({{ as_of_date() }}, (select min(first_day) from first_days)) as timestamp),
    cast({{ as_of_date() }} as timestamp),
    interval 1 day
)) as days (day)
