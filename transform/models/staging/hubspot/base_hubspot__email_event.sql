{{ account_for_table('hubspot', 'email_event', faults=[
    ['future_timestamp', 'created > _fivetran_synced + interval 1 hour'],
]) }}
