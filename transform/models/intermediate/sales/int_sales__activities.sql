-- What reps and customer success managers did: calls made, mails sent, meetings held, each in the system that has it.
-- Mails that came in, meetings that were called off and those to which nobody came are no activities.
with companies as (

    select
        links.engagement_id,
        min(companies.customer_id) as customer_id
    from {{ ref('stg_hubspot__engagement_companies') }} as links
    inner join {{ ref('int_sales__companies') }} as companies on links.company_id = companies.company_id
    group by links.engagement_id

),

leads as (

    select
        links.engagement_id,
        min(contacts.lead_id) as lead_id
    from {{ ref('stg_hubspot__engagement_contacts') }} as links
    inner join {{ ref('stg_hubspot__contacts') }} as contacts on links.contact_id = contacts.contact_id
    group by links.engagement_id

),

hubspot_details as (

    select
        engagement_id,
        'call' as activity_type,
        owner_id,
        called_at as happened_at
    from {{ ref('stg_hubspot__engagement_calls') }}

    union all

    select
        engagement_id,
        'email' as activity_type,
        owner_id,
        mailed_at as happened_at
    from {{ ref('stg_hubspot__engagement_emails') }}
    where direction = 'email'

    union all

    select
        engagement_id,
        'meeting' as activity_type,
        owner_id,
        starts_at as happened_at
    from {{ ref('stg_hubspot__engagement_meetings') }}
    where coalesce(outcome, '') not in ('canceled', 'cancelled', 'no_show')

),

-- Connectors of different ages keep owner and moment with the engagement or with its kind.
hubspot as (

    select
        'hubspot' as source,
        details.engagement_id as source_id,
        details.activity_type,
        coalesce(details.owner_id, engagements.owner_id) as person_id,
        companies.customer_id,
        leads.lead_id,
        coalesce(details.happened_at, engagements.happened_at) as happened_at
    from hubspot_details as details
    left join {{ ref('stg_hubspot__engagements') }} as engagements on details.engagement_id = engagements.engagement_id
    left join companies on details.engagement_id = companies.engagement_id
    left join leads on details.engagement_id = leads.engagement_id

),

salesforce_work as (

    select
        task_id as source_id,
        task_type as activity_type,
        user_id,
        account_id,
        coalesce(completed_at, cast(due_date as timestamp)) as happened_at
    from {{ ref('stg_salesforce__tasks') }}
    where
        task_type in ('call', 'email')
        and status = 'completed'

    union all

    select
        event_id as source_id,
        case event_type when 'call' then 'call' else 'meeting' end as activity_type,
        user_id,
        account_id,
        starts_at as happened_at
    from {{ ref('stg_salesforce__events') }}
    where
        not is_no_show
        and coalesce(event_type, 'meeting') in ('meeting', 'event', 'call')

),

salesforce as (

    select
        'salesforce' as source,
        work.source_id,
        work.activity_type,
        work.user_id as person_id,
        accounts.customer_id,
        cast(null as varchar) as lead_id,
        work.happened_at
    from salesforce_work as work
    left join {{ ref('int_sales__accounts') }} as accounts on work.account_id = accounts.account_id

),

activities as (

    select * from hubspot
    union all
    select * from salesforce

),

people as (

    select
        'hubspot' as source,
        owner_id as person_id,
        rep_id
    from {{ ref('int_sales__reps') }}
    where owner_id is not null

    union all

    select
        'salesforce' as source,
        user_id as person_id,
        rep_id
    from {{ ref('int_sales__reps') }}
    where user_id is not null

)

select
    activities.source || '-' || activities.activity_type || '-' || activities.source_id as activity_id,
    activities.source,
    activities.activity_type,
    coalesce(people.rep_id, activities.person_id) as rep_id,
    activities.customer_id,
    activities.lead_id,
    activities.happened_at,
    cast(activities.happened_at as date) as activity_date
from activities
left join people
    on
        activities.source = people.source
        and activities.person_id = people.person_id
where
    activities.happened_at is not null
    and not {{ is_after_as_of('activities.happened_at') }}
