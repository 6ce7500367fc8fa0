-- The organisation stands in the metadata, under a key that the company chose.
select
    id as stripe_customer_id,
    {{ json_text('metadata', var('stripe_organization_key')) }} as org_id,
    created as created_at,
    coalesce(is_deleted, false) as is_deleted
from {{ ref('base_stripe__customer') }}
where row_outcome = 'loaded'
