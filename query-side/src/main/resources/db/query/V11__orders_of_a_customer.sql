-- What is held of a customer who asked is compiled from their orders, removed ones too.
create index shopify_orders_customer on shopify_orders (store_id, customer_id);
