{{ account_for_table('crm', 'tickets', faults=[
    ['resolved_before_created', 'resolved_at < created_at'],
    ['answered_before_created', 'first_response_at < created_at'],
]) }}
