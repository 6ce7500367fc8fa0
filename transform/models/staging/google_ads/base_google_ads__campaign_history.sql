{{ account_for_table('google_ads', 'campaign_history', faults=[
    ['future_timestamp', 'updated_at > _fivetran_synced + interval 1 hour'],
]) }}
