{{ account_for_table('marketing', 'programmes', faults=[
    ['future_timestamp', 'updated_at > _airbyte_extracted_at + interval 1 hour'],
]) }}
