-- Every application on the day on which it came, with whether it complies; null where nobody scored it.
select
    application_id,
    facility_id,
    cast(created_at as date) as metric_date,
    is_compliant
from {{ ref('int_crm__applications') }}
where cast(created_at as date) <= {{ as_of_date() }}
order by metric_date, application_id
