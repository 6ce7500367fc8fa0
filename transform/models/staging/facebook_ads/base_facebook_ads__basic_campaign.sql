{{ account_for_table('facebook_ads', 'basic_campaign') }}
