-- Stores as they were known at a moment, in schemas as_of_<id> that are filled as a rebuild's is: projection_rebuild has, under the
-- same number, who holds it and how far it is. One for all schemas.
create table if not exists public.store_as_of (
    id bigint primary key,
    store_id bigint not null,
    known_at timestamptz not null,
    last_position bigint,
    incomplete bigint not null default 0,
    expires_at timestamptz not null,
    dropped_by text,
    tidied boolean not null default false
);

comment on column public.store_as_of.last_position is
    'up to which events are taken, as seals told; null where each event''s own time tells';
comment on column public.store_as_of.incomplete is 'how many entities have events that could not be used';
comment on column public.store_as_of.tidied is 'whether its schema is gone';

create index if not exists store_as_of_there on public.store_as_of (id) where not tidied;
