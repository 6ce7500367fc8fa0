{{ account_for_table('crm', 'lead_stage_history') }}
