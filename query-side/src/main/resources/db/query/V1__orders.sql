-- What is known of each order as of its last event. Names are unqualified: the schema is given when this is run.
create table shopify_orders (
    store_id bigint not null,
    id bigint not null,
    name text,
    order_number bigint,
    created_at timestamptz,
    processed_at timestamptz,
    updated_at timestamptz not null,
    cancelled_at timestamptz,
    closed_at timestamptz,
    currency text,
    financial_status text,
    fulfillment_status text,
    total_price numeric,
    current_total_price numeric,
    customer_id bigint,
    tags text[] not null default '{}',
    test boolean,
    source_name text,
    line_count integer not null,
    last_event text not null,
    last_event_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null,
    removed_at timestamptz,
    record text not null,
    primary key (store_id, id)
);

comment on column shopify_orders.updated_at is 'when Shopify says the last change was so';
comment on column shopify_orders.changed_at is 'when the last event was appended, by our clock';
comment on column shopify_orders.version is 'sequence number of the last event in the order''s stream';
comment on column shopify_orders.record is 'the whole canonical record; personal fields are sealed in it';

create index shopify_orders_financial_status on shopify_orders (store_id, financial_status, id) where removed_at is null;
create index shopify_orders_fulfillment_status on shopify_orders (store_id, fulfillment_status, id) where removed_at is null;
create index shopify_orders_updated_at on shopify_orders (store_id, updated_at desc, id desc) where removed_at is null;
create index shopify_orders_changed_at on shopify_orders (store_id, changed_at desc);

create table shopify_order_lines (
    store_id bigint not null,
    order_id bigint not null,
    line_id bigint not null,
    product_id bigint,
    variant_id bigint,
    title text,
    variant_title text,
    sku text,
    vendor text,
    quantity bigint not null,
    current_quantity bigint,
    fulfillable_quantity bigint,
    price numeric,
    total_discount numeric,
    primary key (store_id, order_id, line_id)
);

