-- Which topics are to come to which address, since when, and what a comparison with Shopify found last.
create table ledger.wanted_topic (
    store_id bigint not null references ledger.store (id),
    topic text not null,
    address text not null,
    wanted_since timestamptz not null,
    in_force_since timestamptz,
    seen_at timestamptz,
    drift text check (drift in ('missing', 'moved', 'narrowed')),
    refusal text,
    primary key (store_id, topic)
);

comment on column ledger.wanted_topic.in_force_since is 'without a break that was seen; null while it is not in force';
comment on column ledger.wanted_topic.seen_at is 'when it was last known to be in force';
comment on column ledger.wanted_topic.refusal is 'Shopify''s words, where it does not let us repair it';

-- When a store's subscriptions are compared next. Whoever changes them meanwhile, by a new turn, ends a comparison under way.
create table ledger.subscription_check (
    store_id bigint primary key references ledger.store (id),
    next_at timestamptz not null,
    checked_at timestamptz,
    turn bigint not null default 0,
    changing_until timestamptz
);

-- What is to be read again because no webhook told of it; gone when a sync of it has begun.
create table ledger.owed_pull (
    store_id bigint not null references ledger.store (id),
    step text not null,
    since timestamptz not null,
    primary key (store_id, step)
);

-- When wanted topics came, as the counts of deliveries tell it each minute.
create table ledger.topic_heard (
    store_id bigint not null,
    topic text not null,
    received bigint not null,
    heard_at timestamptz,
    listening_since timestamptz not null,
    primary key (store_id, topic),
    foreign key (store_id, topic) references ledger.wanted_topic (store_id, topic) on delete cascade
);

comment on column ledger.topic_heard.listening_since is 'silence before it says nothing: nobody looked, or the subscription was not in force';

create table ledger.topic_day (
    store_id bigint not null,
    topic text not null,
    day date not null,
    deliveries bigint not null,
    largest_gap interval not null,
    primary key (store_id, topic, day),
    foreign key (store_id, topic) references ledger.wanted_topic (store_id, topic) on delete cascade
);

comment on column ledger.topic_day.largest_gap is 'of those between two deliveries that ended on this day (UTC)';
