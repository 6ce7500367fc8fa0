{{ sla_checks(ref('int_crm__tickets'), carried=['facility_id']) }}
