-- AI adoption and health of every active customer and day.
{{ score_totals(ref('int_scores__adoption_and_health_points')) }}
