{{ account_for_table('salesforce', 'opportunity_history') }}
