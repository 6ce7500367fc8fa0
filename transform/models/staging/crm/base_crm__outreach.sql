{{ config(materialized='table') }}

{{ account_for_table('crm', 'outreach', faults=[
    ['answered_before_sent', 'responded_at < sent_at'],
]) }}
