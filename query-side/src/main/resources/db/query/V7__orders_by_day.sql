-- Sales of the last weeks are summed over the orders of those days alone.
create index shopify_orders_created_at on shopify_orders (store_id, created_at) where removed_at is null;
