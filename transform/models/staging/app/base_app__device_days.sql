{{ account_for_large_table('app', 'device_days', faults=[
    ['unknown_device', "device_id not in (
        select id from " ~ ref('base_app__devices') ~ " where row_outcome in ('loaded', 'after_as_of'))"],
    ['too_many_hours', 'hours_with_signal > 24'],
    ['day_not_over', 'day >= cast(_airbyte_extracted_at as date)'],
]) }}
