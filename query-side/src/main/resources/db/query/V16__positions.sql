-- How far the process that works on a segment is, for others that wait for it. Lost in a crash, which only makes them wait
-- until the token is written. One for all schemas.
create unlogged table if not exists public.projection_position (
    projection text not null,
    segment integer not null,
    position bigint not null,
    primary key (projection, segment)
) with (fillfactor = 50);
