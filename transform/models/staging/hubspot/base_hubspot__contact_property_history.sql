{{ config(materialized='table') }}

{{ account_for_table('hubspot', 'contact_property_history') }}
