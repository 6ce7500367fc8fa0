-- What was true of each feature from when to when, since its release: name, category and core as the catalogue had them
-- at each extraction, and the adoption stage that each month ended with.
with extractions as (

    select
        raw_features.feature_id,
        raw_features.name,
        lower(raw_features.category) as category,
        raw_features.is_core,
        {{ told_from('raw_features._airbyte_extracted_at') }} as told_from,
        cast(features.released_date as timestamp) as released_at,
        row_number() over (
            partition by raw_features.feature_id
            order by raw_features._airbyte_extracted_at, raw_features.row_outcome, raw_features.name
        ) as extraction_number
    from {{ ref('base_releases__features') }} as raw_features
    inner join {{ ref('stg_releases__features') }} as features on raw_features.feature_id = features.feature_id
    where raw_features.row_outcome in ('loaded', 'duplicate')

),

-- What the catalogue said before the release holds from it on; the last word before it counts.
catalogue_states as (

    select
        feature_id,
        case when extraction_number = 1 then released_at else greatest(told_from, released_at) end as changed_at,
        arg_max(coalesce(name, feature_id), extraction_number) as feature_name,
        arg_max(coalesce(category, 'other'), extraction_number) as feature_category,
        arg_max(coalesce(is_core, false), extraction_number) as is_core
    from extractions
    where
        extraction_number = 1
        or told_from <= {{ as_of_date() }}
    group by feature_id, changed_at

),

changes as (

    {% for attribute in ['feature_name', 'feature_category', 'is_core'] %}
    select
        feature_id,
        changed_at,
        '{{ attribute }}' as attribute,
        cast({{ attribute }} as varchar) as new_value
    from catalogue_states

    union all
    {% endfor %}

    select
        feature_id,
        cast(period_end_date + 1 as timestamp) as changed_at,
        'adoption_stage' as attribute,
        adoption_stage as new_value
    from {{ ref('int_features__month_ends') }}
    where is_complete

),

history as (

    {{ change_history('changes', 'feature_id', ['feature_name', 'feature_category', 'is_core', 'adoption_stage'])
        | indent(4) }}

)

select
    feature_id,
    cast(version_number as bigint) as version_number,
    valid_from,
    valid_to,
    is_current,
    what_changed,
    old_value,
    new_value,
    feature_name,
    feature_category,
    cast(is_core as boolean) as is_core,
    adoption_stage
from history
order by feature_id, valid_from
