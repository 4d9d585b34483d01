-- Observations that wait to be decided and are no single delivery; personal fields are sealed in them.
create table ledger.staged (
    id bigint generated always as identity primary key,
    partition smallint not null,
    job text not null,
    store_id bigint not null,
    type text not null,
    payload bytea not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

create index staged_of_partition on ledger.staged (partition, id);
create index staged_of_job on ledger.staged (job);

-- What is to be read from Shopify, and how far that is. A row goes when its step is told to be complete or failed.
create table ledger.pull_job (
    sync_id uuid not null,
    step text not null,
    store_id bigint not null references ledger.store (id),
    full_read boolean not null,
    since timestamptz,
    retry_failed boolean not null,
    page_size integer not null,
    cursor text,
    page integer not null default 0,
    last_items integer not null default 0,
    expected bigint,
    started_at timestamptz,
    read_all boolean not null default false,
    attempts integer not null default 0,
    next_at timestamptz not null default now(),
    worker text,
    leased_until timestamptz,
    primary key (sync_id, step)
);

-- Up to which moment all of a kind was read: where the next incremental step goes on.
create table ledger.pulled (
    store_id bigint not null references ledger.store (id),
    step text not null,
    read_to timestamptz not null,
    primary key (store_id, step)
);

-- Entities that could not be taken; read again on request, gone when they were taken.
create table ledger.failed_item (
    store_id bigint not null,
    step text not null,
    item text not null,
    job text not null,
    reason text not null,
    failed_at timestamptz not null default now(),
    primary key (store_id, step, item)
);

create index failed_item_of_job on ledger.failed_item (job);

-- Changes of Shopify that we were asked to make. Once sent is true nobody knows what became of it until it was read back.
create table ledger.write_job (
    write_id uuid primary key,
    store_id bigint not null references ledger.store (id),
    product text not null,
    sent boolean not null default false,
    attempts integer not null default 0,
    next_at timestamptz not null default now(),
    worker text,
    leased_until timestamptz
);
