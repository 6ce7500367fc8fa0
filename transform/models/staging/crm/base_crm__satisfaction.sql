{{ account_for_table('crm', 'satisfaction', faults=[
    ['score_off_its_scale', "
        (lower(survey_type) = 'csat' and score not between 1 and 5)
        or (lower(survey_type) = 'nps' and score not between 0 and 10)"],
]) }}
