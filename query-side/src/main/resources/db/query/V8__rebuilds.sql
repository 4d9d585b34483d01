-- Rebuilds, and of which version of its projection each served table is. One for all schemas.
create table if not exists public.projection_rebuild (
    id bigint generated always as identity primary key,
    projections text[] not null,
    versions integer[] not null,
    new_code boolean not null,
    accept_differences boolean not null,
    state text not null default 'requested'
        check (state in ('requested', 'filling', 'comparing', 'swapping', 'done', 'failed', 'cancelled')),
    requested_by text not null,
    requested_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    ended_at timestamptz,
    from_position bigint not null default 0,
    position bigint not null default 0,
    head bigint not null default 0,
    rate double precision,
    swapped text[] not null default '{}',
    compared text[] not null default '{}',
    reason text,
    holder text,
    held_until timestamptz,
    tidied boolean not null default false
);

comment on column public.projection_rebuild.versions is 'of the code that fills, one for each of projections';
comment on column public.projection_rebuild.from_position is 'where the process that fills began or went on';
comment on column public.projection_rebuild.position is 'up to which event all its tables are filled';
comment on column public.projection_rebuild.head is 'up to which event they are to be filled, as of now';
comment on column public.projection_rebuild.swapped is 'those whose new tables are served';
comment on column public.projection_rebuild.compared is 'what the comparison of each table said';
comment on column public.projection_rebuild.tidied is 'whether what it left beside the served tables is gone';

create index if not exists projection_rebuild_open on public.projection_rebuild (id) where not tidied;

create table if not exists public.projection_version (
    projection text primary key,
    version integer not null,
    data_as_of timestamptz
);

comment on column public.projection_version.version is 'of the code that filled the served tables';
comment on column public.projection_version.data_as_of is
    'set while they are frozen, since the code is of another version: they tell of what was appended until then';
