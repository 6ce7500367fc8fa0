-- Every facility with every calendar month from the first of which anything is known of it to that of the as-of, so that
-- a month in which nothing happened has a row as well. A facility that only other rows name is one too.
with happenings as (

    select
        facility_id,
        created_at as happened_at
    from {{ ref('int_sales__facilities') }}

    union all

    select
        {{ or_unassigned('facility_id') }} as facility_id,
        least(lead_created_at, opportunity_created_at, closed_at) as happened_at
    from {{ ref('int_sales__deal_states') }}

    {% for model, moment in [
        ('int_crm__tickets', 'created_at'),
        ('int_crm__answers', 'responded_at'),
        ('int_crm__applications', 'created_at'),
        ('int_crm__invoices', 'created_at'),
        ('int_crm__outreach', 'sent_at'),
    ] %}
    union all

    select
        facility_id,
        {{ moment }} as happened_at
    from {{ ref(model) }}
    {% endfor %}

),

firsts as (

    select
        facility_id,
        min({{ month_of('happened_at') }}) as first_month
    from happenings
    group by facility_id

)

select
    firsts.facility_id,
    facilities.facility_name,
    facilities.customer_id,
    cast(unnest(generate_series(firsts.first_month, {{ as_of_month() }}, interval 1 month)) as date) as month
from firsts
left join {{ ref('int_sales__facilities') }} as facilities on firsts.facility_id = facilities.facility_id
