-- Reference readiness of every active customer and day.
{{ score_totals(ref('int_scores__readiness_points')) }}
