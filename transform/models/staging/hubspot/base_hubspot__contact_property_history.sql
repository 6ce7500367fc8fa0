{{ account_for_table('hubspot', 'contact_property_history', faults=[
    ['future_timestamp', 'timestamp > _fivetran_synced + interval 1 hour'],
]) }}
