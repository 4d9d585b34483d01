-- Events in a database of their own: the same tables as in the ledger's (db/command/V1), and nothing else.
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
