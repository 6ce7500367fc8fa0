{{ account_for_table('zendesk', 'user') }}
