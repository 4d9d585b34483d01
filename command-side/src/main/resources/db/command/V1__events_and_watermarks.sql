-- Primary state: events and their seals are kept for good.
create schema if not exists events;

create sequence events.domain_event_seq;

create table events.domain_event (
    global_index bigint primary key default nextval('events.domain_event_seq'),
    event_identifier text not null,
    aggregate_identifier text not null,
    sequence_number bigint not null,
    type text,
    time_stamp text not null,
    payload_type text not null,
    payload_revision text,
    payload bytea not null,
    meta_data bytea not null,
    unique (aggregate_identifier, sequence_number)
);

-- One row per append; see SealHash for what the hash covers.
create table events.seal (
    ordinal bigint primary key,
    first_index bigint not null,
    last_index bigint not null,
    events integer not null,
    sealed_at timestamptz not null,
    hash bytea not null
);

-- Derived: a snapshot can always be made again from the events.
create table public.snapshot_event (
    aggregate_identifier text not null,
    sequence_number bigint not null,
    type text not null,
    event_identifier text not null,
    payload_revision text,
    payload_type text not null,
    time_stamp text not null,
    payload bytea not null,
    meta_data bytea not null,
    primary key (aggregate_identifier, sequence_number, type)
);

-- Primary state: what is newest of each entity, tombstones too. A sequence of -1 means that it has no events.
create table ledger.watermark (
    stream text primary key,
    updated_at timestamptz,
    triggered_at timestamptz,
    read_sent_at timestamptz,
    heard_at timestamptz not null,
    fingerprint bytea not null,
    sequence bigint not null,
    removed_at timestamptz,
    unsettled boolean not null default false,
    generation integer not null default 1
) with (fillfactor = 80);

-- What a read by id must settle is few among many.
create index watermark_unsettled on ledger.watermark (stream) where unsettled;
