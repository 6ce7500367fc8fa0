{{ account_for_table('salesforce', 'task') }}
