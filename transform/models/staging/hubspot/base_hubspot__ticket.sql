{{ account_for_table('hubspot', 'ticket', faults=[
    ['closed_before_created', 'property_closed_date < property_createdate'],
]) }}
