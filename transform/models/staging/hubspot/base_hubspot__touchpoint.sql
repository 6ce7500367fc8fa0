{{ account_for_table('hubspot', 'touchpoint', faults=[
    ['future_timestamp', 'occurred_at > _fivetran_synced + interval 1 hour'],
]) }}
