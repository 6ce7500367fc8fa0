{{ account_for_table('stripe', 'refund') }}
