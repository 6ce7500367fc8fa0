{{ account_for_table('google_ads', 'campaign_stats') }}
