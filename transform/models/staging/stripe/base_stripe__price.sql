{{ account_for_table('stripe', 'price') }}
