{{ account_for_table('marketing', 'programme_costs', faults=[
    ['future_timestamp', 'date > _airbyte_extracted_at + interval 1 hour'],
]) }}
