{{ config(tags=['kpi']) }}

-- Every version of a location; the latest tells how it is now.
select
    id as location_id,
    organization_id as customer_id,
    name as location_name,
    city,
    upper(country) as country,
    lower(region) as region,
    coalesce(timezone, 'UTC') as timezone,
    opened_at,
    closed_at,
    updated_at,
    updated_at = max(updated_at) over (partition by id) as is_latest
from {{ ref('base_app__locations') }}
where row_outcome = 'loaded'
