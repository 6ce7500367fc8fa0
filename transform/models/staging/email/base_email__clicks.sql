{{ account_for_table('email', 'clicks') }}
