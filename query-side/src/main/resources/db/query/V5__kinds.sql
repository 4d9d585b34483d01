-- What is known of each product, customer, inventory item and stock level as of its last event.
create table shopify_products (
    store_id bigint not null,
    id bigint not null,
    title text,
    vendor text,
    product_type text,
    handle text,
    status text,
    created_at timestamptz,
    published_at timestamptz,
    tags text[] not null default '{}',
    variant_count integer not null,
    updated_at timestamptz not null,
    last_event text not null,
    last_event_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null,
    removed_at timestamptz,
    incomplete boolean not null default false,
    record text not null,
    primary key (store_id, id)
);

comment on column shopify_products.updated_at is 'when Shopify says the last change was so; of the other kinds likewise';

create index shopify_products_status on shopify_products (store_id, status, id) where removed_at is null;
create index shopify_products_vendor on shopify_products (store_id, vendor, id) where removed_at is null;
create index shopify_products_product_type on shopify_products (store_id, product_type, id) where removed_at is null;
create index shopify_products_handle on shopify_products (store_id, handle, id) where removed_at is null;
create index shopify_products_updated_at on shopify_products (store_id, updated_at, id) where removed_at is null;

create table shopify_product_variants (
    store_id bigint not null,
    product_id bigint not null,
    id bigint not null,
    title text,
    sku text,
    barcode text,
    price numeric,
    compare_at_price numeric,
    position bigint,
    inventory_item_id bigint,
    primary key (store_id, product_id, id)
);

create table shopify_customers (
    store_id bigint not null,
    id bigint not null,
    state text,
    verified_email boolean,
    tax_exempt boolean,
    locale text,
    tags text[] not null default '{}',
    created_at timestamptz,
    updated_at timestamptz not null,
    last_event text not null,
    last_event_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null,
    removed_at timestamptz,
    incomplete boolean not null default false,
    record text not null,
    primary key (store_id, id)
);

comment on column shopify_customers.record is 'the whole canonical record; personal fields are sealed in it';

create index shopify_customers_state on shopify_customers (store_id, state, id) where removed_at is null;
create index shopify_customers_updated_at on shopify_customers (store_id, updated_at, id) where removed_at is null;

create table shopify_inventory_items (
    store_id bigint not null,
    id bigint not null,
    sku text,
    tracked boolean,
    requires_shipping boolean,
    cost numeric,
    created_at timestamptz,
    updated_at timestamptz not null,
    last_event text not null,
    last_event_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null,
    removed_at timestamptz,
    incomplete boolean not null default false,
    record text not null,
    primary key (store_id, id)
);

create index shopify_inventory_items_sku on shopify_inventory_items (store_id, sku, id) where removed_at is null;
create index shopify_inventory_items_updated_at on shopify_inventory_items (store_id, updated_at, id) where removed_at is null;

create table shopify_stock_levels (
    store_id bigint not null,
    item_id bigint not null,
    location_id bigint not null,
    available bigint,
    updated_at timestamptz not null,
    last_event text not null,
    last_event_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null,
    removed_at timestamptz,
    incomplete boolean not null default false,
    record text not null,
    primary key (store_id, item_id, location_id)
);
