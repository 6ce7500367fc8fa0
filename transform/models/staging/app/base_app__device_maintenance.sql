{{ config(materialized='table') }}

{{ account_for_table('app', 'device_maintenance', faults=[
    ['unknown_device', "device_id not in (
        select id from " ~ ref('base_app__devices') ~ " where row_outcome in ('loaded', 'after_as_of'))"],
]) }}
