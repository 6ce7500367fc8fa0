-- The kinds of devices on which people work, each a client of the product. An event that names none, or an unknown one, is
-- of `other`.
with kinds as (

    select device_class as platform
    from {{ ref('platforms') }}

    union

    select 'other' as platform

)

select
    platform as client_id,
    platform
from kinds
