{{ config(materialized='table') }}

{{ account_for_table('releases', 'features', faults=[
    ['invalid_event_pattern', 'not ' ~ is_pattern('event_pattern')],
]) }}
