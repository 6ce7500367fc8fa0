{{ account_for_table('crm', 'facilities') }}
