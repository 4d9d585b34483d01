-- Primary state, all of it: what runs, what waits, and how far those came that cannot be replayed.

-- What is asked about by a read is what has been in doubt longest.
drop index ledger.watermark_unsettled;
create index watermark_in_doubt on ledger.watermark (heard_at) where unsettled;

-- One sync per store and type. A full sync holds every type, its own included.
create table ledger.running_sync (
    store_id bigint not null,
    type text not null,
    sync_id uuid not null,
    claimed_at timestamptz not null default clock_timestamp(),
    primary key (store_id, type)
);

create index running_sync_id on ledger.running_sync (sync_id);

create table ledger.saga_entry (
    saga_id text primary key,
    revision text,
    saga_type text not null,
    serialized_saga bytea not null
);

create table ledger.association_value_entry (
    id bigint generated always as identity primary key,
    association_key text not null,
    association_value text not null,
    saga_id text not null,
    saga_type text not null
);

create index association_value_found on ledger.association_value_entry (association_key, association_value, saga_type);
create index association_value_of on ledger.association_value_entry (saga_id);

-- Positions of sagas: unlike those of projections they cannot be made again.
create table ledger.token_entry (
    processor_name text not null,
    segment integer not null,
    token bytea,
    token_type text,
    time_stamp text,
    owner text,
    primary key (processor_name, segment)
);

-- The table of db-scheduler.
create table ledger.scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_due on ledger.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on ledger.scheduled_tasks (last_heartbeat);
