{{ account_for_table('facebook_ads', 'campaign_history') }}
