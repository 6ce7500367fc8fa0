{#- Where a customer stands on a day of the spine, by its billing of that day: trial, onboarding (paying for up to 90
    days), established, renewal_due (a term ends within 90 days), churned, reactivated (back for up to 90 days). Null for
    who never paid nor tried. What is more urgent comes first. -#}
{% macro lifecycle_stage(spine, billing) -%}
    case
        when {{ spine }}.plan_status = 'trial' then 'trial'
        when not {{ spine }}.is_active_customer
            then case when {{ spine }}.plan_status = 'churned' then 'churned' end
        when
            {{ billing }}.next_term_end_date - {{ spine }}.metric_date <= {{ var('renewal_due_days') }}
            then 'renewal_due'
        when
            {{ billing }}.paying_since > {{ billing }}.first_paying_date
            and {{ spine }}.metric_date - {{ billing }}.paying_since < {{ var('onboarding_stage_days') }}
            then 'reactivated'
        when {{ spine }}.tenure_days < {{ var('onboarding_stage_days') }} then 'onboarding'
        else 'established'
    end
{%- endmacro %}
