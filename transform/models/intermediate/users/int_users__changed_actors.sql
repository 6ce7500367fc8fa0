{{ config(pre_hook='{{ join_as_written() }}', post_hook='{{ join_as_estimated() }}') }}

-- Whose events may count for another organisation, on another day, or at all, other than in the continued version: each
-- with every organisation for which they may have counted then or may count now. Empty on a full build.
{%- set is_increment = continues_version() | lower %}
{#- What decides for whom the events of a user count. #}
{%- set standings = ['arg_min(org_id, struct_pack(created_at, org_id))'] %}
{%- if var('multi_org_policy') != 'primary' %}{% do standings.append('list(org_id order by org_id)') %}{% endif %}
{%- if var('exclude_deactivated_users') %}{% do standings.append('list(deactivated_at order by org_id)') %}{% endif %}
-- Known or unknown now, or moved to another time zone where that decides the day of an event.
with changed_organizations as (

    select coalesce(before.org_id, now.org_id) as org_id
    from {{ ref('int_organizations__continued') }} as before
    full outer join {{ ref('stg_app__organizations') }} as now on before.org_id = now.org_id
    where
        {{ is_increment }}
        and (
            before.org_id is null
            or now.org_id is null
            {{ "or before.timezone != now.timezone" if activity_day_slack() }}
        )

),

-- Nobody else can have changed, which spares comparing all users.
users_to_compare as (

    select distinct id as user_id
    from {{ ref('base_app__users') }}
    where
        {{ is_increment }}
        and (
            _airbyte_extracted_at is null
            or _airbyte_extracted_at > {{ extracted_after('app.users') }}
            or created_at >= {{ continued_day_end() }}
            or organization_id in (select org_id from changed_organizations)
        )

),

memberships_before as (

    select
        users.id as user_id,
        users.organization_id as org_id,
        users.created_at,
        users.deactivated_at
    from {{ ref('base_app__users') }} as users
    semi join users_to_compare on users.id = users_to_compare.user_id
    semi join {{ ref('int_organizations__continued') }} as organizations on users.organization_id = organizations.org_id
    where
        users.outcome_reason is null
        and users._airbyte_extracted_at <= {{ extracted_after('app.users') }}
    qualify
        row_number() over (
            partition by users.id, users.organization_id
            order by users._airbyte_extracted_at desc, cast(users as varchar)
        ) = 1
        and users.created_at < {{ continued_day_end() }}

),

memberships_now as (

    select
        users.user_id,
        users.org_id,
        users.created_at,
        users.deactivated_at
    from {{ ref('stg_app__users') }} as users
    semi join users_to_compare on users.user_id = users_to_compare.user_id
    semi join {{ ref('stg_app__organizations') }} as organizations on users.org_id = organizations.org_id

),

memberships as (

    select *, 'before' as moment from memberships_before
    union all
    select *, 'now' as moment from memberships_now

),

changed_users as (

    select user_id
    from memberships
    group by user_id
    having
        {%- for standing in standings %}
        ({{ standing }} filter (where moment = 'before'))
        is distinct from ({{ standing }} filter (where moment = 'now'))
        {{ 'or' if not loop.last }}
        {%- endfor %}

)

select
    user_id as distinct_id,
    org_id
from memberships
where
    user_id in (select user_id from changed_users)
    or org_id in (select org_id from changed_organizations)

union

select
    'org-' || org_id as distinct_id,
    org_id
from changed_organizations
