select user_id
from {{ ref('entity_users') }}
order by user_id
