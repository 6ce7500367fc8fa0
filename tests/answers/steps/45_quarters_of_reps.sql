-- On each day of 2025 what each rep had won since the quarter began, and could still win before it ends.
with reps as (

    select rep_id from deals
    union
    select rep_id from raw_quotas.rep_quotas where rep_id is not null

),

-- The quota of each rep and quarter: its months, of which the loader delivered some again.
quotas as (

    select rep_id, date_trunc('quarter', month) as quarter, sum(quota_amount) as amount
    from (
        select distinct on (rep_id, month) *
        from raw_quotas.rep_quotas
        where rep_id is not null
        order by rep_id, month, _airbyte_extracted_at desc
    )
    group by all

)

select
    all_days.day,
    reps.rep_id,
    quotas.amount as quota,
    (
        select coalesce(sum(deals.amount), 0)
        from deals
        where
            deals.rep_id = reps.rep_id
            and outcome = 'won'
            and cast(closed_at as date) between date_trunc('quarter', all_days.day) and all_days.day
    ) as won,
    coalesce(closing.amount, 0) as closing,
    coalesce(closing.expected_amount, 0) as expected
from (select distinct day from open_deals) as all_days
cross join reps
left join quotas on reps.rep_id = quotas.rep_id and quotas.quarter = date_trunc('quarter', all_days.day)
left join (
    select rep_id, day, sum(amount) as amount, sum(amount * chance) as expected_amount
    from open_deals
    where
        expected_close_date > day
        and expected_close_date < date_trunc('quarter', day) + interval 3 month
    group by all
) as closing on reps.rep_id = closing.rep_id and all_days.day = closing.day

