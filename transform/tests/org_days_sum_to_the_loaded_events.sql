-- Every loaded event stands in exactly one organisation and day of the mart.
with mart as (

    select coalesce(sum(total_event_count), 0) as event_count
    from {{ ref('fct_org_daily_activity') }}

),

account as (

    select coalesce(sum(row_count), 0) as event_count
    from {{ ref('conservation_account') }}
    where
        source = 'app.product_events'
        and outcome = 'loaded'

)

select
    mart.event_count as in_the_mart,
    account.event_count as loaded
from mart
cross join account
where abs(mart.event_count - account.event_count) > 1e-6
