{{ config(materialized='table') }}

{{ account_for_table('email', 'sends') }}
