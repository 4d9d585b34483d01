-- Each sync and each product write as of its last event.
create table shopify_syncs (
    sync_id uuid primary key,
    store_id bigint not null,
    sync_type text not null,
    status text not null,
    started_at timestamptz not null,
    completed_at timestamptz,
    records_processed bigint not null,
    updated_at timestamptz not null,
    last_event text not null,
    last_event_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null,
    removed_at timestamptz,
    incomplete boolean not null default false,
    record text not null
);

create index shopify_syncs_store on shopify_syncs (store_id, started_at desc, sync_id desc);

-- Which syncs' durations were observed: once each, however often their events are handled. One for all schemas.
create table if not exists public.sync_measured (
    sync_id uuid primary key
);

create table shopify_product_writes (
    write_id uuid primary key,
    store_id bigint not null,
    status text not null,
    product_id bigint,
    updated_at timestamptz not null,
    last_event text not null,
    last_event_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null,
    removed_at timestamptz,
    incomplete boolean not null default false,
    record text not null
);
