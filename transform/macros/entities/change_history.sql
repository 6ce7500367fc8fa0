{#- The versions of every entity from a long list of changes: (key, changed_at, attribute, new_value), where an attribute
    is told at its first moment (what it was when the entity came) and whenever it is set. All attributes set at one moment make
    one version; setting a value that was there already makes none. The last version of a key is open.
    changes: relation or CTE name; key: its key column; attributes: the names that may occur.
    Columns: <key>, version_number, valid_from, valid_to (null while open), is_current, what_changed (`created`, or
    the attributes that changed), old_value and new_value (JSON by attribute), then one text column per attribute. -#}
{% macro change_history(changes, key, attributes) -%}
with moments as (

    select
        {{ key }},
        changed_at,
        {% for attribute in attributes %}
        -- Wrapped, so that a value set to null differs from one that was not set.
        max(struct_pack(v := cast(new_value as varchar))) filter (where attribute = '{{ attribute }}')
            as {{ attribute }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ changes }}
    group by {{ key }}, changed_at

),

states as (

    select
        {{ key }},
        changed_at,
        {% for attribute in attributes %}
        (last_value({{ attribute }} ignore nulls) over so_far).v as {{ attribute }}{{ ',' if not loop.last }}
        {% endfor %}
    from moments
    window so_far as (partition by {{ key }} order by changed_at)

),

with_previous as (

    select
        *,
        row_number() over before as moment_number,
        {% for attribute in attributes %}
        lag({{ attribute }}) over before as old_{{ attribute }}{{ ',' if not loop.last }}
        {% endfor %}
    from states
    window before as (partition by {{ key }} order by changed_at)

),

versions as (

    select
        *,
        row_number() over (partition by {{ key }} order by changed_at) as version_number
    from with_previous
    where
        moment_number = 1
        {% for attribute in attributes %}
        or {{ attribute }} is distinct from old_{{ attribute }}
        {% endfor %}

)

select
    {{ key }},
    version_number,
    changed_at as valid_from,
    lead(changed_at) over (partition by {{ key }} order by changed_at) as valid_to,
    lead(changed_at) over (partition by {{ key }} order by changed_at) is null as is_current,
    case
        when version_number = 1 then 'created'
        else concat_ws(
            ', ',
            {% for attribute in attributes %}
            case when {{ attribute }} is distinct from old_{{ attribute }} then '{{ attribute }}' end
            {{- ',' if not loop.last }}
            {% endfor %}
        )
    end as what_changed,
    {% for side in ['old', 'new'] %}
    '{' || concat_ws(
        ', ',
        {% for attribute in attributes %}
        case
            when {{ attribute }} is distinct from old_{{ attribute }} then
                '"{{ attribute }}": '
                || coalesce(cast(to_json({{ 'old_' if side == 'old' }}{{ attribute }}) as varchar), 'null')
        end{{ ',' if not loop.last }}
        {% endfor %}
    ) || '}' as {{ side }}_value,
    {% endfor %}
    {% for attribute in attributes %}
    {{ attribute }}{{ ',' if not loop.last }}
    {% endfor %}
from versions
{%- endmacro %}
