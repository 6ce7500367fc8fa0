{{ account_for_table('email', 'deliveries', faults=[
    ['future_timestamp', 'delivered_at > _airbyte_extracted_at + interval 1 hour'],
]) }}
