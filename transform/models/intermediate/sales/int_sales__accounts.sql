-- One row per Salesforce account that is not in the bin, with the customer that it is linked to, as of today.
with latest_snapshots as (

    select *
    from {{ ref('stg_salesforce__account_snapshots') }}
    qualify row_number() over (partition by account_id order by extracted_at desc) = 1

)

select
    latest_snapshots.account_id,
    organizations.org_id as customer_id,
    latest_snapshots.original_deal_id,
    latest_snapshots.account_name
from latest_snapshots
left join {{ ref('stg_app__organizations') }} as organizations on latest_snapshots.org_id = organizations.org_id
where not latest_snapshots.is_deleted
