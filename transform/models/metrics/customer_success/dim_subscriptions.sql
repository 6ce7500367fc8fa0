select subscription_id
from {{ ref('entity_subscriptions') }}
order by subscription_id
