{{ account_for_table('email', 'opens') }}
