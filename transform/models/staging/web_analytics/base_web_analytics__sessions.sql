{{ account_for_table('web_analytics', 'sessions') }}
