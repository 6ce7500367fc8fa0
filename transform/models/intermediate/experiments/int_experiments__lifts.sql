-- How much more of each treatment's subjects converted than of the control's, for concluded experiments: relative, in
-- percent. Null where either arm has no subjects, or the control no conversions.
select
    experiments.experiment_id,
    experiments.experiment_name,
    experiments.feature_id,
    treatments.arm,
    experiments.concluded_at,
    cast(experiments.concluded_at as date) as concluded_date,
    treatments.subjects,
    treatments.conversions,
    controls.subjects as control_subjects,
    controls.conversions as control_conversions,
    -- (t / s - c / n) / (c / n) in whole numbers, so that nothing is lost on the way.
    100.0 * (treatments.conversions * controls.subjects - controls.conversions * treatments.subjects)
    / nullif(controls.conversions * treatments.subjects, 0) as lift_pct
from {{ ref('stg_experiments__experiments') }} as experiments
inner join {{ ref('stg_experiments__arms') }} as treatments
    on
        experiments.experiment_id = treatments.experiment_id
        and not treatments.is_control
left join {{ ref('stg_experiments__arms') }} as controls
    on
        experiments.experiment_id = controls.experiment_id
        and controls.is_control
where experiments.concluded_at is not null
