-- The sites of the CRM by which the metrics are told.
select
    facility_id,
    facility_name,
    facility_type,
    location_id,
    customer_id
from {{ ref('int_sales__facilities') }}
order by facility_id
