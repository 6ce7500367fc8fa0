{{ config(materialized='table', tags=['kpi']) }}

{{ account_for_table('app', 'locations', faults=[
    ['closed_before_opened', 'closed_at < opened_at'],
    ['unknown_organization', "organization_id not in (
        select id from " ~ ref('base_app__organizations') ~ " where row_outcome in ('loaded', 'after_as_of'))"],
]) }}
