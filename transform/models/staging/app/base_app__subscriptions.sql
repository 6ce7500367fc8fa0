{{ account_for_table('app', 'subscriptions', faults=[
    ['ends_before_it_starts', 'term_end < term_start'],
    ['unknown_organization', "organization_id not in (
        select id from " ~ ref('base_app__organizations') ~ " where row_outcome in ('loaded', 'after_as_of'))"],
]) }}
