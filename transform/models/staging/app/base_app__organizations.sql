{{ account_for_table('app', 'organizations') }}
