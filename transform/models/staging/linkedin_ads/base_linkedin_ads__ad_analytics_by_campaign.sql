{{ account_for_table('linkedin_ads', 'ad_analytics_by_campaign', faults=[
    ['future_timestamp', 'day > _fivetran_synced + interval 1 hour'],
]) }}
