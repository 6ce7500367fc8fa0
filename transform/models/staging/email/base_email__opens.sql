{{ account_for_table('email', 'opens', faults=[
    ['future_timestamp', 'opened_at > _airbyte_extracted_at + interval 1 hour'],
]) }}
