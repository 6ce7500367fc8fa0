select *
from {{ ref('fct_daily') }}
where event_count < {{ var('smallest_count') }}
