{{ account_for_table('salesforce', 'account') }}
