{{ account_for_table('salesforce', 'user') }}
