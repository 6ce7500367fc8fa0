{{ account_for_table('experiments', 'experiments', faults=[
    ['concluded_before_started', 'concluded_at < started_at'],
]) }}
