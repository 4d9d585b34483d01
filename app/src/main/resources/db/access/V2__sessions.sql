-- Browsers that showed a key at /login. Of a session's token only its hash is kept.
create table session (
    token_hash bytea       not null primary key check (length(token_hash) = 32),
    key_id     bigint      not null references api_key (id),
    expires_at timestamptz not null
);
create index on session (expires_at);
