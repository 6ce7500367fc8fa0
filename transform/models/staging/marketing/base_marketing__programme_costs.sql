{{ account_for_table('marketing', 'programme_costs') }}
