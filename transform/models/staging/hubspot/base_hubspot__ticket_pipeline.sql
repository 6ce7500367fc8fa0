{{ account_for_table('hubspot', 'ticket_pipeline') }}
