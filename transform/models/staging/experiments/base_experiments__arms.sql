{{ account_for_table('experiments', 'arms', faults=[
    ['more_conversions_than_subjects', 'conversions > subjects'],
    ['unknown_experiment', "experiment_id not in (
        select id from " ~ ref('base_experiments__experiments') ~ " where row_outcome in ('loaded', 'after_as_of'))"],
]) }}
