{{ account_for_rows(
    source('salesforce', 'account'),
    key=['id', '_airbyte_extracted_at'],
    faults=[
        ['missing_id', "coalesce(id, '') = ''"],
        ['missing_extraction', '_airbyte_extracted_at is null'],
        ['negative_arr', 'current_arr__c < 0'],
        ['negative_annual_revenue', 'annualrevenue < 0'],
    ],
    happened_at="_airbyte_extracted_at - interval 1 day",
) }}
