{{ account_for_table('stripe', 'plan') }}
