{{ config(materialized='table') }}

{{ account_for_table('hubspot', 'touchpoint') }}
