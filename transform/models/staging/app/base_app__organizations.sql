{{ config(tags=['kpi']) }}

{{ account_for_table('app', 'organizations') }}
