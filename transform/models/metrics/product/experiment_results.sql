-- The lift of each treatment arm over its control, dated by the day on which the experiment was concluded.
select
    experiment_id,
    arm,
    experiment_name,
    feature_id,
    concluded_date as metric_date,
    subjects,
    conversions,
    control_subjects,
    control_conversions,
    lift_pct
from {{ ref('int_experiments__lifts') }}
where concluded_date <= {{ as_of_date() }}
order by concluded_date, experiment_id, arm
