{{ account_for_table('hubspot', 'company') }}
