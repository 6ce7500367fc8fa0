{{ account_for_table('hubspot', 'owner') }}
