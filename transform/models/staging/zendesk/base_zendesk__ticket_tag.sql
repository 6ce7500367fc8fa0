{{ account_for_table('zendesk', 'ticket_tag') }}
