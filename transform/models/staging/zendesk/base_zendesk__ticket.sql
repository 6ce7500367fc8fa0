{{ config(materialized='table') }}

{{ account_for_table('zendesk', 'ticket') }}
