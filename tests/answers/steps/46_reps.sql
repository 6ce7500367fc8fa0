-- Everybody who sells or looks after customers: with Salesforce (by employee number), a quota, a deal or a message.
select distinct coalesce(employee_number, id) as rep_id from raw_salesforce.user
union
select rep_id from raw_quotas.rep_quotas where rep_id is not null
union
select rep_id from deals
union
select rep_id from raw_crm.outreach where id is not null and rep_id is not null
