-- One row per lead, on the day on which it came, with how far it has got: a cohort's rates grow as its leads do.
select
    lead_id,
    cast(created_at as date) as metric_date,
    rep_id,
    facility_id,
    segment,
    industry,
    region,
    channel,
    cast(date_trunc('month', created_at) as date) as cohort_month,
    cast(reached_sql as integer) as reached_sql,
    cast(reached_opportunity as integer) as reached_opportunity,
    cast(is_won as integer) as is_won,
    cast(stage is distinct from 'lost' as integer) as is_not_lost
from {{ ref('int_sales__leads') }}
where cast(created_at as date) <= {{ as_of_date() }}
