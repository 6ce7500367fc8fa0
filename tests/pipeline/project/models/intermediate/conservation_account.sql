with counts as (

    select
        count(*) as raw_count,
        count(uuid) as known_count,
        count(distinct uuid) as loaded_count
    from {{ source('app', 'product_events') }}

),

missing_users as (

    select count(*) as row_count from {{ source('app', 'users') }}

)

select 'app.product_events' as source, 'loaded' as outcome, cast(null as varchar) as reason, loaded_count as row_count from counts
union all
select 'app.product_events', 'duplicate', null, known_count - loaded_count from counts
union all
select 'app.product_events', 'quarantined', 'missing_uuid', raw_count - known_count from counts
union all
select 'app.users', 'loaded', null, row_count from missing_users
