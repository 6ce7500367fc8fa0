{{ account_for_table('facebook_ads', 'campaign_history', faults=[
    ['future_timestamp', 'updated_time > _fivetran_synced + interval 1 hour'],
]) }}
