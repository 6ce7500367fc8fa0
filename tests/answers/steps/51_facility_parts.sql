-- The five parts of each facility's health in each month, 0 to 100; a part of which nothing is known is missing.
with applications as (

    select distinct on (id) * from raw_crm.applications where id is not null order by id, _airbyte_extracted_at desc

),

tickets as (

    select distinct on (id) * from raw_crm.tickets where id is not null order by id, _airbyte_extracted_at desc

),

answers as (

    select distinct on (id) * from raw_crm.satisfaction where id is not null order by id, _airbyte_extracted_at desc

),

targets (priority, response_hours, resolution_hours) as (

    values ('critical', 1, 4), ('high', 2, 24), ('medium', 4, 72), ('low', 8, 120)

),

-- Two checks for each ticket. Each is judged when it is done, but at the latest when it is due.
checks as (

    select facility_id, created_at + response_hours * interval 1 hour as due_at, first_response_at as done_at
    from tickets
    inner join targets using (priority)

    union all

    select facility_id, created_at + resolution_hours * interval 1 hour as due_at, resolved_at as done_at
    from tickets
    inner join targets using (priority)

),

parts as (

    select
        facility_id,
        date_trunc('month', created_at) as month,
        'compliance_score' as part,
        100 * avg(cast(compliance_score >= 80 as integer)) as points
    from applications
    group by all

    union all

    select
        facility_id,
        date_trunc('month', created_at) as month,
        'pipeline_health' as part,
        100 * avg(cast(status != 'pending' as integer)) as points
    from applications
    group by all

    union all

    select
        facility_id,
        date_trunc('month', closed_at) as month,
        'conversion_health' as part,
        100 * avg(cast(outcome = 'won' as integer)) as points
    from deals
    where outcome != 'open'
    group by all

    union all

    select
        facility_id,
        date_trunc('month', least(coalesce(done_at, due_at), due_at)) as month,
        'sla_health' as part,
        100 * avg(cast(coalesce(done_at <= due_at, false) as integer)) as points
    from checks
    where done_at <= due_at or due_at < timestamp '2025-08-01 02:30:00'
    group by all

    union all

    select
        facility_id,
        date_trunc('month', created_at) as month,
        'satisfaction_health' as part,
        100 * avg(cast(score >= 4 as integer)) as points
    from answers
    where survey_type = 'csat'
    group by all

)

select
    coalesce(facility_id, 'unassigned') as facility_id,
    cast(month as date) as month,
    part,
    points
from parts
where points is not null
