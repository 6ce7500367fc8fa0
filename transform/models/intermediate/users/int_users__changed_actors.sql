-- Whose events count for another organisation, or for any at all, than in the continued version, and are read again. With
-- a `context_org_id` only those events that name that organisation can have changed: a user who joins a second one does
-- not move the others.
{%- set is_increment = continues_version() | lower %}
{%- set split = var('multi_org_policy') == 'split' %}
with memberships_now as (

    select
        user_id,
        org_id,
        created_at,
        deactivated_at
    from {{ ref('stg_app__users') }}
    where {{ is_increment }}

),

memberships_before as (

    select
        id as user_id,
        organization_id as org_id,
        created_at,
        deactivated_at
    from {{ ref('base_app__users') }}
    where
        {{ is_increment }}
        and outcome_reason is null
        and _airbyte_extracted_at <= {{ extracted_after('app.users') }}
        and created_at < date '{{ var("previous_as_of_date") or "0001-01-01" }}' + interval 1 day
    qualify row_number() over (
        partition by id, organization_id order by _airbyte_extracted_at desc, created_at, deactivated_at
    ) = 1

),

{%- for moment in ['now', 'before'] %}

-- What decides for whom all events of a user count: the organisation that comes first, and under some policies more.
standing_{{ moment }} as (

    select
        user_id,
        arg_min(org_id, struct_pack(created_at, org_id)) as primary_org_id,
        {{ 'count(*)' if split else '0' }} as organization_count,
        {{ 'list(deactivated_at order by org_id)' if var('exclude_deactivated_users') else 'null' }} as deactivations
    from memberships_{{ moment }}
    group by user_id

),
{%- endfor %}

changed_standing as (

    select coalesce(standing_now.user_id, standing_before.user_id) as user_id
    from standing_now
    full outer join standing_before on standing_now.user_id = standing_before.user_id
    where
        standing_now.primary_org_id is distinct from standing_before.primary_org_id
        or standing_now.organization_count is distinct from standing_before.organization_count
        or standing_now.deactivations is distinct from standing_before.deactivations

),

changed_memberships as (

    select
        coalesce(memberships_now.user_id, memberships_before.user_id) as user_id,
        coalesce(memberships_now.org_id, memberships_before.org_id) as org_id
    from memberships_now
    full outer join memberships_before
        on
            memberships_now.user_id = memberships_before.user_id
            and memberships_now.org_id = memberships_before.org_id
    where
        memberships_now.user_id is null
        or memberships_before.user_id is null

),

-- New ones, and those that moved to another time zone where that decides the day of an event.
changed_organizations as (

    select id as org_id
    from {{ ref('base_app__organizations') }}
    where
        {{ is_increment }}
        and outcome_reason is null
    group by id
    having
        min(_airbyte_extracted_at) > {{ extracted_after('app.organizations') }}
        or min(created_at) >= date '{{ var("previous_as_of_date") or "0001-01-01" }}' + interval 1 day
        {% if activity_day_slack() %}
        or arg_max(timezone, _airbyte_extracted_at) is distinct from arg_max(timezone, _airbyte_extracted_at) filter (
            where _airbyte_extracted_at <= {{ extracted_after('app.organizations') }}
        )
        {% endif %}

)

select
    user_id as distinct_id,
    cast(null as varchar) as context_org_id
from changed_standing

union

select
    user_id as distinct_id,
    org_id as context_org_id
from changed_memberships

union

select
    memberships_now.user_id as distinct_id,
    cast(null as varchar) as context_org_id
from memberships_now
inner join changed_organizations on memberships_now.org_id = changed_organizations.org_id

union

select
    'org-' || org_id as distinct_id,
    cast(null as varchar) as context_org_id
from changed_organizations
