{{ account_for_table('facebook_ads', 'basic_campaign_actions', faults=[
    ['future_timestamp', 'date > _fivetran_synced + interval 1 hour'],
]) }}
