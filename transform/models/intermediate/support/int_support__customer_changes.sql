-- What changes a customer's figures on a day: +1 when something begins to count, -1 when it no longer does (a window's
-- end, a late ticket that was solved). Running sums over them give every day's value without a join on ranges.
{%- set windows = [('tickets_created', 30), ('sla_checks_evaluated', 90), ('sla_checks_met', 90),
                   ('csat_responses', 90), ('csat_satisfied', 90)] %}
with happenings as (

    select
        customer_id,
        cast(created_at as date) as change_date,
        'tickets_created' as measure,
        1 as change
    from {{ ref('int_support__tickets') }}

    union all

    select
        customer_id,
        cast(resolved_at as date) as change_date,
        'tickets_resolved' as measure,
        1 as change
    from {{ ref('int_support__tickets') }}
    where resolved_at is not null

    union all

    select
        customer_id,
        cast(evaluated_at as date) as change_date,
        'sla_checks_evaluated' as measure,
        1 as change
    from {{ ref('int_support__sla_checks') }}
    where sla_result != 'pending'

    union all

    select
        customer_id,
        cast(evaluated_at as date) as change_date,
        'sla_checks_met' as measure,
        1 as change
    from {{ ref('int_support__sla_checks') }}
    where sla_result = 'met'

    union all

    select
        customer_id,
        cast(responded_at as date) as change_date,
        'csat_responses' as measure,
        1 as change
    from {{ ref('int_surveys__responses') }}
    where survey_type = 'csat'

    union all

    select
        customer_id,
        cast(responded_at as date) as change_date,
        'csat_satisfied' as measure,
        1 as change
    from {{ ref('int_surveys__responses') }}
    where csat_group = 'satisfied'

),

changes as (

    select * from happenings

    union all

    select
        customer_id,
        change_date,
        'open_tickets' as measure,
        case measure when 'tickets_created' then 1 else -1 end as change
    from happenings
    where measure in ('tickets_created', 'tickets_resolved')

    {% for measure, days in windows %}
    union all

    select
        customer_id,
        unnest([change_date, change_date + {{ days }}]) as change_date,
        '{{ measure }}_{{ days }}d' as measure,
        unnest([1, -1]) as change
    from happenings
    where measure = '{{ measure }}'

    {% endfor %}
    union all

    select
        customer_id,
        cast(late_from as date) as change_date,
        'open_late_tickets' as measure,
        1 as change
    from {{ ref('int_support__late_spells') }}

    union all

    select
        customer_id,
        cast(late_to as date) as change_date,
        'open_late_tickets' as measure,
        -1 as change
    from {{ ref('int_support__late_spells') }}
    where late_to is not null

)

select
    customer_id,
    change_date,
    measure,
    cast(sum(change) as bigint) as change
from changes
where change_date <= {{ as_of_date() }}
group by customer_id, change_date, measure
