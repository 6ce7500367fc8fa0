{{ account_for_table('hubspot', 'deal_stage') }}
