-- How leads met marketing, in their order. What a touchpoint does not say of itself its link tells: where there is no link
-- the visit was direct, and only paid media belong to an ad platform.
with touchpoints as (

    select distinct on (id) * from raw_hubspot.touchpoint where id is not null order by id, _fivetran_synced desc

)

select
    id as touch_id,
    lead_id,
    occurred_at as touched_at,
    coalesce(channel, case utm_medium
        when 'cpc' then 'paid_search'
        when 'organic' then 'organic_search'
        when 'social' then 'organic_social'
        else coalesce(utm_medium, 'direct')
    end) as channel,
    coalesce(platform, case
        when utm_medium in ('cpc', 'display', 'video', 'paid_social') then utm_source else 'other'
    end) as platform,
    row_number() over (partition by lead_id order by occurred_at, id) as touch_number
from touchpoints
