-- How many Salesforce accounts were linked to an organisation, as steps in time, as the snapshots of the accounts tell
-- it: an account that moves or is deleted leaves its organisation.
with last_snapshot_of_a_day as (

    select
        account_id,
        case when not is_deleted then org_id end as org_id,
        effective_date
    from {{ ref('stg_salesforce__account_snapshots') }}
    qualify row_number() over (partition by account_id, effective_date order by extracted_at desc) = 1

),

moves as (

    select
        *,
        lag(org_id) over (partition by account_id order by effective_date) as previous_org_id
    from last_snapshot_of_a_day

),

changes as (

    select
        org_id,
        effective_date,
        1 as change
    from moves
    where
        org_id is not null
        and org_id is distinct from previous_org_id

    union all

    select
        previous_org_id as org_id,
        effective_date,
        -1 as change
    from moves
    where
        previous_org_id is not null
        and org_id is distinct from previous_org_id

),

daily_changes as (

    select
        org_id,
        effective_date,
        sum(change) as change
    from changes
    group by org_id, effective_date

)

select
    org_id,
    effective_date as valid_from,
    coalesce(lead(effective_date) over by_day, date '9999-12-31') as valid_to,
    cast(sum(change) over by_day as bigint) as linked_accounts
from daily_changes
window by_day as (partition by org_id order by effective_date)
