-- The event names that are a use of other features, or from another day on, than in the continued version: the catalogue
-- changed, and their days are read again. A feature whose release day merely came needs no more than the days since.
{%- set is_increment = continues_version() | lower %}
with patterns_before as (

    select
        feature_id,
        released_on as released_date,
        event_pattern
    from {{ ref('base_releases__features') }}
    where
        {{ is_increment }}
        and outcome_reason is null
        and _airbyte_extracted_at <= {{ extracted_after('releases.features') }}
        and released_on <= date '{{ var("previous_as_of_date") or "0001-01-01" }}'
    qualify row_number() over (
        partition by feature_id order by _airbyte_extracted_at desc, released_on, event_pattern
    ) = 1

),

uses_before as (

    select
        names.event_name,
        patterns_before.feature_id,
        patterns_before.released_date
    from {{ ref('stg_product_event_names') }} as names
    inner join patterns_before on regexp_matches(lower(names.event_name), patterns_before.event_pattern)

),

uses_now as (

    select
        event_name,
        feature_id,
        released_date
    from {{ ref('int_features__event_names') }}
    where {{ is_increment }}

),

changed_uses as (

    (select * from uses_now except select * from uses_before)

    union all

    (select * from uses_before except select * from uses_now)

)

select
    event_name,
    min(released_date) as changed_from
from changed_uses
group by event_name
