-- What a store sold, gave back and cancelled, by quarter of an hour: in every time zone a day begins with one.
create table shopify_sales (
    store_id bigint not null,
    slot smallint not null,
    at timestamptz not null,
    currency text not null,
    orders numeric not null,
    sold numeric not null,
    refunded numeric not null,
    cancelled_orders numeric not null,
    cancelled numeric not null,
    primary key (store_id, slot, at, currency)
) with (fillfactor = 70);

comment on table shopify_sales is 'sums over orders in the shop''s currency; test orders and removed ones are left out';
comment on column shopify_sales.slot is 'of several writers at once, added up by readers';
comment on column shopify_sales.at is 'when it began, of a quarter of an hour';
comment on column shopify_sales.sold is 'totals of orders placed then, as they were asked for';
comment on column shopify_sales.refunded is 'what was given back then';
comment on column shopify_sales.cancelled is 'of orders cancelled then, what had not been given back';

create table shopify_product_sales (
    store_id bigint not null,
    slot smallint not null,
    at timestamptz not null,
    currency text not null,
    product_id bigint not null,
    sold_quantity numeric not null,
    sold numeric not null,
    returned_quantity numeric not null,
    returned numeric not null,
    primary key (store_id, slot, at, currency, product_id)
) with (fillfactor = 70);

comment on table shopify_product_sales is 'sums over lines of orders by product, discounts taken off, without taxes and shipping';

-- The least stock comes first.
create index shopify_stock_levels_available on shopify_stock_levels (store_id, available, item_id, location_id)
    where removed_at is null;

-- How the syncs of each type went, the newest first.
create index shopify_syncs_type on shopify_syncs (store_id, sync_type, started_at desc);
