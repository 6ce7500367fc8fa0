-- What the account page reads, beside the entities: o1 is Ana's, o3 is Bob's.
alter table entities.entity_users add column is_enabled boolean default true;
alter table entities.entity_users add column engagement_tier text default 'high';
alter table entities.entity_users add column engagement_score double default 50;

create table marts.account_scores as
select
    customer_id, score, position::bigint as position, value::double as value, 50.0::double as value_30d_ago,
    value - 50.0::double as change_30d, 'good' as band, 'fair' as band_30d_ago, 0.5::double as coverage
from (values
    ('o1', 'customer_health_score', 1, 60), ('o1', 'effective_ai_adoption_score', 2, 40), ('o3', 'customer_health_score', 1, 10)
) as t(customer_id, score, position, value);

create table marts.account_flags as
select * from (values ('o1', 'paying_but_idle', '{"mrr_usd":10000.0}'), ('o3', 'healthy_but_shrinking', '{}'))
    as t(customer_id, flag, facts);

create table marts.account_timeline as
select
    kind || ':' || customer_id || day as timeline_id, customer_id, day::timestamp as occurred_at, day::date as event_date,
    topic, kind, '{}' as facts, 'source' as source_table, day as source_row_id
from (values
    ('o1', '2025-07-01', 'support', 'ticket_opened'), ('o1', '2025-07-03', 'support', 'ticket_resolved'),
    ('o1', '2025-07-02', 'contract', 'mrr_new'), ('o3', '2025-07-04', 'contract', 'mrr_new')
) as t(customer_id, day, topic, kind);

create table marts.account_tickets as
select
    customer_id, 'zendesk' as source, id as ticket_id, is_open, opened::timestamp as opened_at, 'met' as sla_state
from (values ('o1', 't1', false, '2025-07-03'), ('o1', 't2', true, '2025-07-01'), ('o3', 't3', true, '2025-07-01'))
    as t(customer_id, id, is_open, opened);

create table marts.account_invoices as
select * from (values ('o1', 'i1', timestamp '2025-07-01', 'paid'), ('o3', 'i3', timestamp '2025-07-01', 'open'))
    as t(customer_id, invoice_id, issued_at, status);

create table marts.account_features as
select * from (values ('o1', 'f1', 3::bigint, 9::bigint), ('o1', 'f2', 5, 0), ('o3', 'f1', 1, 1))
    as t(customer_id, feature_id, event_count_30d, event_count_prior_30d);
