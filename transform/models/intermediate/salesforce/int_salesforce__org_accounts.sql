-- One row per organisation with what Salesforce knows of it today. Two accounts for one organisation must not double
-- its rows: their ARR is summed, and the account with the highest ARR (then the smaller id) gives the attributes.
with latest_snapshots as (

    select *
    from {{ ref('stg_salesforce__account_snapshots') }}
    qualify row_number() over (partition by account_id order by extracted_at desc) = 1

),

ranked_accounts as (

    select
        *,
        row_number() over (partition by org_id order by coalesce(current_arr, 0) desc, account_id) as account_rank
    from latest_snapshots
    where
        org_id is not null
        and not is_deleted

),

arr_today as (

    select
        org_id,
        current_arr
    from {{ ref('int_salesforce__arr_changes') }}
    where valid_to = date '9999-12-31'

),

first_paying_days as (

    select
        org_id,
        min(valid_from) as first_paying_date
    from {{ ref('int_salesforce__arr_changes') }}
    where current_arr > 0
    group by org_id

)

select
    ranked_accounts.org_id,
    ranked_accounts.account_id,
    ranked_accounts.account_name,
    ranked_accounts.industry,
    ranked_accounts.account_segment,
    ranked_accounts.seat_tier,
    ranked_accounts.csm,
    ranked_accounts.annualrevenue,
    arr_today.current_arr,
    first_paying_days.first_paying_date
from ranked_accounts
left join arr_today on ranked_accounts.org_id = arr_today.org_id
left join first_paying_days on ranked_accounts.org_id = first_paying_days.org_id
where ranked_accounts.account_rank = 1
