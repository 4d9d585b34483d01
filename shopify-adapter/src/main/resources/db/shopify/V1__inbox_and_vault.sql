-- Primary state. Stores: a number for good, one wrapped key each.
create table ledger.store (
    id bigint generated always as identity primary key,
    domain text not null unique,
    generation integer not null default 1,
    wrapped_key bytea,
    connected_at timestamptz not null default now()
);

create table ledger.store_secret (
    store_id bigint not null references ledger.store (id),
    kind text not null,
    secret bytea not null,
    added_at timestamptz not null default now(),
    valid_until timestamptz
);

create index store_secret_of on ledger.store_secret (store_id, kind);

-- One key per customer and per order. A destroyed key keeps its row: the tombstone by which nobody makes a new one.
create table ledger.subject_key (
    subject text primary key,
    id bigint not null,
    store_id bigint not null,
    wrapped_key bytea,
    destroyed_at timestamptz
);

create sequence ledger.subject_key_id increment by 500;

-- Who opened whose personal fields, and when.
create table ledger.personal_access (
    id bigint generated always as identity primary key,
    read_at timestamptz not null default clock_timestamp(),
    reader text not null,
    store_id bigint not null,
    subject text not null
);

create index personal_access_of on ledger.personal_access (subject, read_at);

-- What came in: inserted once, never updated. Store 0 stands for shops that we do not know.
create table ledger.inbox (
    id bigint primary key,
    store_id bigint not null,
    topic text not null,
    webhook_id text,
    event_id text,
    api_version text,
    triggered_at timestamptz,
    received_at timestamptz not null,
    body_bytes integer not null,
    body bytea
);

create index inbox_received on ledger.inbox using brin (received_at);

create sequence ledger.inbox_id increment by 1000;

-- What waits to be decided. The rank is the receipt in epoch milliseconds plus the class's handicap.
create table ledger.waiting (
    rank bigint not null,
    id bigint not null,
    partition smallint not null,
    primary key (rank, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

create table ledger.delivery_key (
    key bytea primary key,
    received_at timestamptz not null
);

create index delivery_key_received on ledger.delivery_key using brin (received_at);

create table ledger.outcome (
    inbox_id bigint primary key,
    outcome text not null,
    reason text,
    decided_at timestamptz not null
);

create table ledger.dead_letter (
    inbox_id bigint primary key,
    store_id bigint not null,
    topic text not null,
    shop text,
    reason text not null,
    detail text,
    died_at timestamptz not null default now()
);

-- Counts of what is final. A slot belongs to one writer, so that no two wait for one row.
create table ledger.delivery_count (
    store_id bigint not null,
    topic text not null,
    outcome text not null,
    slot smallint not null,
    count bigint not null,
    primary key (store_id, topic, outcome, slot)
) with (fillfactor = 50);

create table ledger.worker (
    id text primary key,
    renewed_at timestamptz not null
);

create table ledger.partition_lease (
    partition smallint primary key,
    worker text,
    epoch bigint not null default 0
);

insert into ledger.partition_lease (partition) select generate_series(0, 63);
