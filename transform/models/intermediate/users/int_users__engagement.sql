-- How engaged each person was at the end of each week: score, tier, power user. Who was not active in those 30 days has
-- no row and is inactive.
with weights as (

    {{ engagement_weights() | indent(4) }}

),

scored as (

    select
        windows.*,
        {{ engagement_score(
            'windows.active_days_30d', 'windows.features_used_30d', 'windows.session_count_30d', 'weights'
        ) }} as engagement_score,
        {{ is_power_user('windows.session_count_30d', 'windows.features_used_30d') }} as is_power_user
    from {{ ref('int_users__week_ends') }} as windows
    inner join weights
        on
            windows.week_end_date >= weights.valid_from
            and windows.week_end_date < weights.valid_to

)

select
    scored.*,
    case when scored.is_power_user then 'power' else bands.band end as engagement_tier
from scored
left join {{ ref('int_scores__bands') }} as bands
    on
        bands.scale = 'engagement_tier'
        and scored.active_days_30d >= bands.minimum
        and scored.active_days_30d < bands.below
