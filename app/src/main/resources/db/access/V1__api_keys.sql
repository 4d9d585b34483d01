-- Who may call. Of a key only its hash is kept: see ApiKeys.
create table api_key (
    id         bigint generated always as identity primary key,
    name       text        not null,
    role       text        not null check (role in ('reader', 'operator', 'admin')),
    token_hash bytea       not null unique check (length(token_hash) = 32),
    created_at timestamptz not null default now(),
    revoked_at timestamptz
);
