-- The ARR of an organisation as steps in time: the sum of the accounts linked to it, as their snapshots tell it.
with last_snapshot_of_a_day as (

    select *
    from {{ ref('stg_salesforce__account_snapshots') }}
    where org_id is not null
    qualify row_number() over (partition by account_id, effective_date order by extracted_at desc) = 1

),

account_arr as (

    select
        account_id,
        org_id,
        effective_date,
        case when is_deleted then 0 else coalesce(cast(current_arr as decimal(18, 2)), 0) end as arr
    from last_snapshot_of_a_day

),

-- An account that moves to another organisation takes its ARR away from the first.
account_moves as (

    select
        account_id,
        lag(org_id) over (partition by account_id order by effective_date) as previous_org_id,
        org_id,
        effective_date,
        lag(arr) over (partition by account_id order by effective_date) as previous_arr,
        arr
    from account_arr

),

deltas as (

    select
        org_id,
        effective_date,
        arr - case when org_id = previous_org_id then previous_arr else 0 end as delta
    from account_moves

    union all

    select
        previous_org_id as org_id,
        effective_date,
        -previous_arr as delta
    from account_moves
    where previous_org_id != org_id

),

daily_deltas as (

    select
        org_id,
        effective_date,
        sum(delta) as delta
    from deltas
    group by org_id, effective_date

)

select
    org_id,
    effective_date as valid_from,
    coalesce(
        lead(effective_date) over (partition by org_id order by effective_date), date '9999-12-31'
    ) as valid_to,
    cast(sum(delta) over (partition by org_id order by effective_date) as double) as current_arr
from daily_deltas
