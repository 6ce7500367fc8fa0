-- One row per pair: HubSpot may link the same two in several ways.
select distinct
    engagement_id,
    deal_id
from {{ ref('base_hubspot__engagement_deal') }}
where row_outcome = 'loaded'
