-- One row per organisation whose first 30 days are over, dated by its creation, with whether it was onboarded in them. Of
-- those that came before the events nobody knows.
select
    onboardings.customer_id,
    cast(first_values.created_at as date) as metric_date,
    cast(date_trunc('month', organizations.first_paying_date) as date) as cohort_month,
    cast(onboardings.is_onboarded as bigint) as onboarded_customers
from {{ ref('int_organizations__onboarding') }} as onboardings
inner join {{ ref('int_organizations__first_value') }} as first_values
    on onboardings.customer_id = first_values.customer_id
inner join {{ ref('int_organizations__with_account') }} as organizations
    on onboardings.customer_id = organizations.org_id
where onboardings.is_onboarded is not null
order by metric_date, onboardings.customer_id
