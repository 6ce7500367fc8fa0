{{ account_for_table('quotas', 'rep_quotas', faults=[
    ['not_a_month', "month != date_trunc('month', month)"],
]) }}
