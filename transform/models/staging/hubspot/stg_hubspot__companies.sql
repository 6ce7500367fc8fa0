select
    id as company_id,
    property_organization_id as org_id,
    property_name as company_name,
    lower(property_domain) as domain,
    lower(property_industry) as industry,
    lower(property_segment) as segment,
    lower(property_region) as region,
    property_numberofemployees as employees,
    property_createdate as created_at
from {{ ref('base_hubspot__company') }}
where
    row_outcome = 'loaded'
    and not coalesce(is_deleted, false)
