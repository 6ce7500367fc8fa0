-- A snapshot tells the last complete day before it was taken, as a build's as-of does.
select
    id as account_id,
    pylon_organization_id__c as org_id,
    original_deal_id__c as original_deal_id,
    name as account_name,
    industry,
    lower(segment__c) as account_segment,
    seat_tier__c as seat_tier,
    csm__c as csm,
    cast(_airbyte_extracted_at as date) - 1 as effective_date,
    _airbyte_extracted_at as extracted_at,
    created_date as account_created_at,
    annualrevenue,
    current_arr__c as current_arr,
    coalesce(is_deleted, false) as is_deleted
from {{ ref('base_salesforce__account') }}
where row_outcome = 'loaded'
