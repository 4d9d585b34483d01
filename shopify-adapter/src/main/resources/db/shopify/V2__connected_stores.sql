-- What is known of each store: who it is at Shopify, how we get in, what we may do.
alter table ledger.store
    add column shop_gid text,
    add column name text,
    add column currency text,
    add column time_zone text,
    add column status text not null default 'unverified'
        check (status in ('connected', 'unverified', 'parked', 'disconnected')),
    add column status_reason text,
    add column scopes text[],
    add column checked_at timestamptz,
    add column way_in text not null default 'token' check (way_in in ('token', 'client_credentials', 'oauth')),
    add column api_key text,
    add column private_app boolean not null default false,
    add column token_expires_at timestamptz,
    add column disconnected_at timestamptz;

create unique index store_shop on ledger.store (shop_gid) where shop_gid is not null;

-- One attempt to connect a shop by OAuth. Only the hash of its state is kept; used once, it is gone.
create table ledger.oauth_state (
    state_hash bytea primary key,
    shop text not null,
    asked_by bytea,
    expires_at timestamptz not null
);

create index oauth_state_expires on ledger.oauth_state (expires_at);
