-- Tokens that end within the hour, and the refresh token that renews them.
alter table ledger.store
    add column refresh_expires_at timestamptz,
    add column renewing_until timestamptz;

comment on column ledger.store.refresh_expires_at is 'when nothing renews the token any more; null where nothing has to, or does';
comment on column ledger.store.renewing_until is 'one process renews the token, and nobody else until then';
