{{ account_for_table('web_analytics', 'sessions', faults=[
    ['future_timestamp', 'started_at > _airbyte_extracted_at + interval 1 hour'],
]) }}
