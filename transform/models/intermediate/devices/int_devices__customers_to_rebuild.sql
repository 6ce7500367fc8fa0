{{ config(materialized='view') }}

select
    customer_id,
    min(rebuild_from) as rebuild_from
from {{ ref('int_devices__locations_to_rebuild') }}
group by customer_id
