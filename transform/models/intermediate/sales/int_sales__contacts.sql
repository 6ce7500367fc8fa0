-- The people at customers whom Salesforce knows, and when each of them left the customer: the first version that says so,
-- else the last change of the contact. A champion who leaves is a warning.
with departures as (

    select
        contact_id,
        min(valid_from) as left_at
    from {{ ref('stg_salesforce__contact_versions') }}
    where has_left_company
    group by contact_id

),

contacts as (

    select
        contacts.*,
        case
            when contacts.has_left_company then coalesce(departures.left_at, contacts.updated_at)
            else departures.left_at
        end as left_at
    from {{ ref('stg_salesforce__contacts') }} as contacts
    left join departures on contacts.contact_id = departures.contact_id

)

select
    'salesforce' as source,
    contacts.contact_id,
    accounts.customer_id,
    contacts.account_id,
    contacts.contact_name,
    contacts.email,
    contacts.job_title,
    contacts.contact_type,
    coalesce(contacts.contact_type = 'champion', false) as is_champion,
    contacts.left_at is not null and not {{ is_after_as_of('contacts.left_at') }} as has_left,
    contacts.created_at,
    case when not {{ is_after_as_of('contacts.left_at') }} then contacts.left_at end as left_at
from contacts
left join {{ ref('int_sales__accounts') }} as accounts on contacts.account_id = accounts.account_id
