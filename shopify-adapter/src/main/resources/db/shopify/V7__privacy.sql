-- What Shopify demanded concerning personal data: by whom, of whom, and when it was done. Nothing personal is in it.
create table ledger.privacy_request (
    id bigint generated always as identity primary key,
    delivery bigint not null unique,
    store_id bigint not null references ledger.store (id),
    kind text not null check (kind in ('data_request', 'customer_redact', 'shop_redact')),
    shopify_id bigint,
    customer_id bigint,
    subjects text[] not null default '{}',
    note text,
    received_at timestamptz not null,
    due_at timestamptz not null,
    done_at timestamptz,
    done_by text
);

comment on column ledger.privacy_request.delivery is 'which delivery demanded it: whoever is killed in between takes it once';
comment on column ledger.privacy_request.subjects is 'streams whose personal fields are concerned';

create index privacy_request_of on ledger.privacy_request (store_id, id);
create index privacy_request_open on ledger.privacy_request (received_at) where done_at is null;

-- Streams of which what is personal was redacted, from the decision on and for good. What is not done is done next, and all
-- is done again at each start.
create table ledger.erasure (
    subject text primary key,
    store_id bigint not null,
    decided_at timestamptz not null default now(),
    keys_destroyed integer not null default 0,
    bodies_dropped integer not null default 0,
    done_at timestamptz
);

create index erasure_open on ledger.erasure (subject) where done_at is null;

create index subject_key_destroyed on ledger.subject_key (subject) where wrapped_key is null;

alter table ledger.store add column redacted_generation integer;

comment on column ledger.store.redacted_generation is 'the installation after whose end what is personal was erased';
