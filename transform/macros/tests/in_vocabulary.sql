{#- Fails with each value that is no word of the vocabulary in the seed status_words; null passes. -#}
{% test in_vocabulary(model, column_name, vocabulary) %}
select distinct {{ column_name }}
from {{ model }}
where
    {{ column_name }} is not null
    and {{ column_name }} not in (
        select word from {{ ref('status_words') }} where vocabulary = '{{ vocabulary }}'
    )
{% endtest %}
