{{ config(materialized='table') }}

{{ account_for_table('crm', 'leads', faults=[
    ['closed_before_created', 'closed_at < created_at'],
]) }}
