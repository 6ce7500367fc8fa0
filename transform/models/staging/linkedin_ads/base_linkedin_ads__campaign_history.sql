{{ account_for_table('linkedin_ads', 'campaign_history') }}
