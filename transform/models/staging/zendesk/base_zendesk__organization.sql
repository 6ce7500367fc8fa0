{{ account_for_table('zendesk', 'organization') }}
