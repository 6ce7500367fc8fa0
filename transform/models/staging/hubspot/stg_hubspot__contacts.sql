select
    id as contact_id,
    property_associatedcompanyid as company_id,
    property_hubspot_owner_id as owner_id,
    property_crm_lead_id as lead_id,
    nullif(concat_ws(' ', property_firstname, property_lastname), '') as contact_name,
    lower(property_email) as email,
    property_jobtitle as job_title,
    lower(property_lifecyclestage) as lifecycle_stage,
    property_hubspotscore as lead_score,
    property_createdate as created_at,
    property_hs_lifecyclestage_lead_date as lead_at,
    property_hs_lifecyclestage_marketingqualifiedlead_date as mql_at,
    property_hs_lifecyclestage_salesqualifiedlead_date as sql_at,
    property_hs_lifecyclestage_opportunity_date as opportunity_at,
    property_hs_lifecyclestage_customer_date as customer_at
from {{ ref('base_hubspot__contact') }}
where
    row_outcome = 'loaded'
    and not coalesce(_fivetran_deleted, false)
