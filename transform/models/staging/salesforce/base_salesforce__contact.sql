{{ account_for_table('salesforce', 'contact') }}
