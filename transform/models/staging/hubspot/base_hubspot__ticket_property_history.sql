{{ account_for_table('hubspot', 'ticket_property_history') }}
