-- The kinds of devices on which people work. An event that names none, or an unknown one, is of `other`.
select device_class as platform
from {{ ref('platforms') }}

union

select 'other' as platform
