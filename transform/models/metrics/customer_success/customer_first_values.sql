-- One row per customer that got value, dated by the moment of it. An organisation that never paid is no customer.
select
    first_values.customer_id,
    cast(first_values.first_value_at as date) as metric_date,
    cast(date_trunc('month', organizations.first_paying_date) as date) as cohort_month,
    cast(first_values.time_to_value_days as decimal(18, 9)) as time_to_value_days
from {{ ref('int_organizations__first_value') }} as first_values
inner join {{ ref('int_organizations__with_account') }} as organizations
    on first_values.customer_id = organizations.org_id
where
    organizations.first_paying_date is not null
    and cast(first_values.first_value_at as date) <= {{ as_of_date() }}
order by metric_date, first_values.customer_id
