{{ account_for_table('linkedin_ads', 'campaign_history', faults=[
    ['future_timestamp', 'last_modified_time > _fivetran_synced + interval 1 hour'],
]) }}
