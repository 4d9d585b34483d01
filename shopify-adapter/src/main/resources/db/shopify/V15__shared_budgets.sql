-- What a store's app may spend at Shopify, one row for all processes; told anew by each answer. Calls under way are rows of
-- their own, which nobody counts any more once they have run out: their process may have been killed.
create table ledger.budget (
    store_id bigint primary key,
    maximum double precision not null,
    restore_rate double precision not null,
    available double precision not null,
    supposed_more double precision not null,
    as_of timestamptz not null,
    told_at timestamptz,
    people_until timestamptz
) with (fillfactor = 50);

comment on column ledger.budget.supposed_more is 'points that a full bucket would hold besides, not relied on until Shopify tells';
comment on column ledger.budget.people_until is 'until then somebody waits for points, and the background does not take them';

create table ledger.budget_use (
    id bigint generated always as identity primary key,
    store_id bigint not null,
    points double precision not null,
    until timestamptz not null
) with (fillfactor = 50);

create index budget_use_of on ledger.budget_use (store_id);

insert into ledger.budget (store_id, maximum, restore_rate, available, supposed_more, as_of)
select id, budget_maximum, budget_restore_rate, least(budget_maximum, 1000), greatest(0, budget_maximum - 1000), now()
  from ledger.store where budget_maximum > 0 and budget_restore_rate > 0;

alter table ledger.store drop column budget_maximum, drop column budget_restore_rate;
