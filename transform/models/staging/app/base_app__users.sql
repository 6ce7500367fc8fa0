{{ config(materialized='table') }}

{{ account_for_rows(
    source('app', 'users'),
    key=['id', 'organization_id'],
    faults=[
        ['missing_id', "coalesce(id, '') = ''"],
        ['missing_created_at', 'created_at is null'],
        ['deactivated_before_created', 'deactivated_at < created_at'],
        ['unknown_organization', "organization_id is null or organization_id not in (
            select id from " ~ ref('base_app__organizations') ~ " where row_outcome in ('loaded', 'after_as_of'))"],
    ],
    happened_at='created_at',
) }}
