{{ account_for_table('stripe', 'customer') }}
