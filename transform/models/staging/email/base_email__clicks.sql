{{ account_for_table('email', 'clicks', faults=[
    ['future_timestamp', 'clicked_at > _airbyte_extracted_at + interval 1 hour'],
]) }}
