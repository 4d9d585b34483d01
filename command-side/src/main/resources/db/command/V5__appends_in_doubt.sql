-- Primary state, and empty but for pages under way: what a page is about to append to an event store that commits by itself.
-- The watermark is how the stream's is once the append was made; whether it was is known by its sequence.
create table ledger.append_in_doubt (
    stream text primary key,
    partition smallint not null,
    begun_at timestamptz not null default clock_timestamp(),
    sequence_before bigint not null,
    watermark jsonb not null
);
