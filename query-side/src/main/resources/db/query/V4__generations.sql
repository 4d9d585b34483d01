-- Which generation of a store's rows of a kind is the newest: what cached answers were made of. One for all schemas.
create table if not exists public.read_generation (
    kind text not null,
    store_id bigint not null,
    slot integer not null,
    passed bigint not null,
    primary key (kind, store_id, slot)
) with (fillfactor = 50);

comment on column public.read_generation.slot is 'counters of several writers, added up by readers';

-- Tells databases that share a Redis apart.
create table if not exists public.read_installation (
    id uuid primary key default gen_random_uuid()
);
insert into public.read_installation select gen_random_uuid()
    where not exists (select from public.read_installation);
