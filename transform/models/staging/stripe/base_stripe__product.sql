{{ account_for_table('stripe', 'product') }}
