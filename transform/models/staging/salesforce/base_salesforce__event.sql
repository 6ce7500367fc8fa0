{{ account_for_table('salesforce', 'event') }}
