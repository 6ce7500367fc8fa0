{{ account_for_table('google_ads', 'campaign_stats', faults=[
    ['future_timestamp', 'date > _fivetran_synced + interval 1 hour'],
]) }}
