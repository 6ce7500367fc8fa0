{{ account_for_table('crm', 'invoices', faults=[
    ['amount_not_positive', 'amount <= 0'],
    ['paid_before_created', 'paid_at < created_at'],
]) }}
