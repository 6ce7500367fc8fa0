-- Over all days campaigns have the credits, the revenue and the touchpoints that name a known campaign, none twice.
-- Returns the figures that differ.
{%- set campaigns = ref('int_marketing__campaign_versions') %}
with told as (

    select
        {% for model in attribution_models() %}
        sum({{ model }}_conversions) as {{ model }}_conversions,
        sum({{ model }}_revenue_usd) as {{ model }}_revenue_usd,
        {% endfor %}
        sum(touches) as touches
    from {{ ref('entity_campaigns_daily') }}

),

named as (

    {% for model in attribution_models() %}
    {% for figure, column in [('conversions', 'credit'), ('revenue_usd', 'revenue_usd')] %}
    select
        '{{ model }}_{{ figure }}' as figure,
        (select {{ model }}_{{ figure }} from told) as told,
        sum({{ column }}) as expected
    from {{ ref('int_marketing__attribution') }}
    where
        attribution_model = '{{ model }}'
        and campaign_id in (select campaign_id from {{ campaigns }})
        and closed_date <= {{ as_of_date() }}

    union all

    {% endfor %}
    {% endfor %}
    select
        'touches' as figure,
        (select touches from told) as told,
        count(*) as expected
    from {{ ref('int_marketing__touchpoints') }}
    where campaign_id in (select campaign_id from {{ campaigns }})

)

select *
from named
where told is not null and abs(told - coalesce(expected, 0)) > 0.01
