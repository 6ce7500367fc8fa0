{{ config(materialized='table') }}

{{ account_for_table('app', 'users', faults=[
    ['deactivated_before_created', 'deactivated_at < created_at'],
    ['unknown_organization', "organization_id not in (
        select id from " ~ ref('base_app__organizations') ~ " where row_outcome in ('loaded', 'after_as_of'))"],
]) }}
