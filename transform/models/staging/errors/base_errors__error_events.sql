{{ config(materialized='table') }}

{{ account_for_table('errors', 'error_events') }}
