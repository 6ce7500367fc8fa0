{{ account_for_table('email', 'sends', faults=[
    ['future_timestamp', 'sent_at > _airbyte_extracted_at + interval 1 hour'],
]) }}
