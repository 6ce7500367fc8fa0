{{ account_for_table('app', 'sessions', faults=[
    ['unknown_user', "user_id not in (
        select id from " ~ ref('base_app__users') ~ " where row_outcome in ('loaded', 'after_as_of'))"],
]) }}
