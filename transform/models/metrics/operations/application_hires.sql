-- Every application that led to a hire, on the day of hiring.
select
    application_id,
    facility_id,
    cast(hired_at as date) as metric_date,
    {{ exact(elapsed_days('created_at', 'hired_at')) }} as days_to_fill
from {{ ref('int_crm__applications') }}
where cast(hired_at as date) <= {{ as_of_date() }}
order by metric_date, application_id
