{#- The models on which the metrics of each domain are measured. dbt has to know them when it reads the project, before it
    knows any metric; a metric on a model that is not listed here is refused when it is built. -#}
{% macro measured_models() -%}
    {{ return({
        'customer_success': [
            'customer_first_values', 'customer_onboardings', 'customer_retention_days', 'customer_success_days',
            'customer_usage_days', 'fct_customer_ai_adoption_30d', 'support_ticket_windows', 'survey_answers',
            'upcoming_renewals', 'user_activations', 'user_days',
        ],
        'sales': [
            'closed_deals', 'deal_days', 'lead_outcomes', 'outreach_messages', 'renewal_outcomes', 'rep_days',
        ],
        'product': [
            'active_user_counts', 'error_days', 'event_type_days', 'experiment_results', 'feature_account_days',
            'feature_first_uses', 'feature_release_users', 'feature_user_days', 'power_user_days',
            'product_event_days', 'session_days', 'session_windows', 'shared_user_days', 'user_activity_windows',
            'user_cohorts', 'user_day_windows', 'user_retention_windows',
        ],
        'marketing': [
            'acquisition_days', 'brand_survey_days', 'campaign_days', 'conversions', 'email_days', 'qualification_days',
            'qualified_leads', 'revenue_days', 'touch_credits', 'touched_leads', 'website_days',
        ],
        'revenue': [
            'acquisition_days', 'invoice_outcomes', 'invoice_payments', 'revenue_days', 'trial_outcomes',
        ],
        'operations': [
            'application_arrivals', 'application_hires', 'data_freshness_days', 'device_days', 'facility_months',
            'location_days',
        ],
        'support': [
            'open_ticket_days', 'sla_check_results', 'ticket_arrivals', 'ticket_resolutions', 'ticket_responses',
        ],
        'company': [
            'account_match_days', 'active_customer_users', 'arr_gap_days', 'fct_customer_ai_adoption_30d',
            'health_part_days', 'revenue_days', 'top_customer_days',
        ],
    }) }}
{%- endmacro %}

{#- The model that tells of each kind of entity: the kind is its primary entity, `<kind>_name` one of its dimensions. -#}
{% macro entity_models() -%}
    {{ return({
        'customer': 'dim_organizations',
        'rep': 'dim_reps',
        'facility': 'dim_facilities',
        'campaign': 'dim_campaigns',
        'feature': 'dim_features',
        'location': 'dim_locations',
    }) }}
{%- endmacro %}

{#- The measured models of some domains with their relations: {name: relation}. -#}
{% macro measured_relations(domains) -%}
    {%- set relations = {} -%}
    {%- for domain in domains -%}
        {%- for model in measured_models()[domain] -%}
            {%- do relations.update({model: ref(model)}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(relations) }}
{%- endmacro %}

{% macro check_measured(names, relations) -%}
    {%- for name in metric_layers(names)[0] + metric_layers(names, 'company')[0] if measured_model(name) not in relations -%}
        {{ exceptions.raise_compiler_error(
            "metric " ~ name ~ " is measured on " ~ measured_model(name) ~ ", which macros/metrics/measured_models.sql"
            ~ " does not list for its domain. Add it there."
        ) }}
    {%- endfor -%}
{%- endmacro %}
