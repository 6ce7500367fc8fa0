{{ account_for_table('stripe', 'coupon') }}
