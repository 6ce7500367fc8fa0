{{ account_for_table('hubspot', 'email_event') }}
