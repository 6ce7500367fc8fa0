{{ config(materialized='table') }}

{{ account_for_table('app', 'devices', faults=[
    ['retired_before_installed', 'retired_at < installed_at'],
    ['unknown_location', "location_id not in (
        select id from " ~ ref('base_app__locations') ~ " where row_outcome in ('loaded', 'after_as_of'))"],
]) }}
