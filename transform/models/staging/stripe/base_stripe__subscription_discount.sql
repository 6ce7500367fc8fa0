{{ account_for_table('stripe', 'subscription_discount') }}
