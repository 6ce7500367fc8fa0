{{ sla_checks(
    ref('int_support__tickets'),
    carried=['source', 'customer_id', 'facility_id', 'channel'],
    response_is_known='tickets.knows_first_response'
) }}
