-- What lists are filtered, sorted and searched by: docs/decisions/0023. Each index says what it serves.
-- Words are null in rows that older code wrote, until they are made anew. Their indexes have all rows: Postgres takes what it knows
-- of how frequent a word is from an index of all rows only, and without it reads whole stores for a rare word.
alter table shopify_products add column words text[];
alter table shopify_orders add column words text[];
alter table shopify_customers add column words text[];
alter table shopify_inventory_items add column words text[];

comment on column shopify_products.words is
    'what is found by search, and by those filters of which one index for all is enough; of the other kinds likewise';

-- search, tag
create index shopify_products_words on shopify_products using gin (array_to_tsvector(words));
-- search, tag, name, currency, source_name, test
create index shopify_orders_words on shopify_orders using gin (array_to_tsvector(words));
-- search, tag
create index shopify_customers_words on shopify_customers using gin (array_to_tsvector(words));
-- search, tracked
create index shopify_inventory_items_words on shopify_inventory_items using gin (array_to_tsvector(words));

-- created_at and published_at: ranges and sorts; title: sort
create index shopify_products_created_at on shopify_products (store_id, created_at, id) where removed_at is null;
create index shopify_products_published_at on shopify_products (store_id, published_at, id) where removed_at is null;
create index shopify_products_title on shopify_products (store_id, title, id) where removed_at is null;

-- price_min, price_max
create index shopify_product_variants_price on shopify_product_variants (store_id, price, product_id);
-- from an item to its variant: inventory_below of products, product_id of inventory
create index shopify_product_variants_of_item on shopify_product_variants (store_id, inventory_item_id, product_id);
-- variant_id of inventory
create index shopify_product_variants_id on shopify_product_variants (store_id, id);

-- processed_at: range and sort; total_price: range and sort
create index shopify_orders_processed_at on shopify_orders (store_id, processed_at, id) where removed_at is null;
create index shopify_orders_total_price on shopify_orders (store_id, total_price, id) where removed_at is null;
-- created_at: range and sort, and the dashboard's days as before
drop index shopify_orders_created_at;
create index shopify_orders_created_at on shopify_orders (store_id, created_at, id) where removed_at is null;
-- status; an order is in one of them, or in two when it is both closed and cancelled
create index shopify_orders_open on shopify_orders (store_id, id)
    where removed_at is null and closed_at is null and cancelled_at is null;
create index shopify_orders_closed on shopify_orders (store_id, id) where removed_at is null and closed_at is not null;
create index shopify_orders_cancelled on shopify_orders (store_id, id) where removed_at is null and cancelled_at is not null;
-- Nothing asks for it: the order in which we heard is the history's.
drop index shopify_orders_changed_at;

-- created_at: range and sort
create index shopify_customers_created_at on shopify_customers (store_id, created_at, id) where removed_at is null;
create index shopify_inventory_items_created_at on shopify_inventory_items (store_id, created_at, id) where removed_at is null;

-- location_id, available_below, and both together
create index shopify_stock_levels_location on shopify_stock_levels (store_id, location_id, available, item_id) where removed_at is null;
