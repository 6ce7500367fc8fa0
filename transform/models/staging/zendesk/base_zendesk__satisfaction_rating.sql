{{ account_for_table('zendesk', 'satisfaction_rating') }}
