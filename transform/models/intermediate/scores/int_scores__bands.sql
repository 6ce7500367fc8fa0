-- From where to where a band of a scale reaches: at least `minimum`, below `below`.
select
    scale,
    band,
    minimum,
    points,
    coalesce(lead(minimum) over (partition by scale order by minimum), 1e9) as below
from {{ ref('score_bands') }}
