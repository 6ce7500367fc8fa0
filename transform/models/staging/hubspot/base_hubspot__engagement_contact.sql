{{ account_for_table('hubspot', 'engagement_contact') }}
