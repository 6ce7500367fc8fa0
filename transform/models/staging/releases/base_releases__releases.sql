{{ account_for_table('releases', 'releases') }}
