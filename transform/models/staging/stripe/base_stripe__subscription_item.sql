{{ config(materialized='table') }}

{{ account_for_table('stripe', 'subscription_item') }}
