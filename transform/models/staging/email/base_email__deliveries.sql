{{ account_for_table('email', 'deliveries') }}
