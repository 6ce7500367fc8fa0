{{ account_for_table('zendesk', 'domain_name') }}
