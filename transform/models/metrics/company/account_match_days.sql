-- How many organisations there were at the end of every day, and how many of them had exactly one Salesforce account.
with matched_spans as (

    select
        organizations.org_id,
        greatest(organizations.org_created_date, links.valid_from) as matched_from,
        links.valid_to as matched_to
    from {{ ref('int_organizations__with_account') }} as organizations
    inner join {{ ref('int_salesforce__account_links') }} as links on organizations.org_id = links.org_id
    where
        links.linked_accounts = 1
        and links.valid_to > organizations.org_created_date

),

changes as (

    select
        org_created_date as metric_date,
        1 as organizations,
        0 as matched
    from {{ ref('int_organizations__with_account') }}

    union all

    select
        matched_from as metric_date,
        0 as organizations,
        1 as matched
    from matched_spans

    union all

    select
        matched_to as metric_date,
        0 as organizations,
        -1 as matched
    from matched_spans

),

daily_changes as (

    select
        metric_date,
        sum(organizations) as organizations,
        sum(matched) as matched
    from changes
    group by metric_date

),

days as (

    select cast(unnest(generate_series(
        cast((select min(metric_date) from daily_changes) as timestamp), cast({{ as_of_date() }} as timestamp), interval 1 day
    )) as date) as metric_date

)

select
    days.metric_date,
    cast(sum(daily_changes.organizations) over so_far as bigint) as organizations,
    {{ null_without(['salesforce.account'], 'sum(daily_changes.matched) over so_far') }} as matched_organizations
from days
left join daily_changes on days.metric_date = daily_changes.metric_date
window so_far as (order by days.metric_date)
order by days.metric_date
