{{ account_for_rows(
    source('app', 'organizations'),
    key=['id'],
    faults=[['missing_id', "coalesce(id, '') = ''"], ['missing_created_at', 'created_at is null']],
    happened_at='created_at',
) }}
