{{ account_for_table('crm', 'applications', faults=[
    ['compliance_above_100', 'compliance_score > 100'],
    ['hired_before_created', 'hired_at < created_at'],
]) }}
