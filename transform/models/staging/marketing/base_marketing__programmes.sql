{{ account_for_table('marketing', 'programmes') }}
