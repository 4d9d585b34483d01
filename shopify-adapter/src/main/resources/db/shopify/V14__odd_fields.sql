-- What webhooks told that we do not know, or that cannot be read: by the path of the field, never with a value.
create table ledger.odd_field (
    store_id bigint not null,
    topic text not null,
    field text not null,
    oddity text not null,
    count bigint not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (store_id, topic, field, oddity)
);
