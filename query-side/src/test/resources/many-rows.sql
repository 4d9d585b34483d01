-- 100,000 of each kind, and as many stock levels, as a store has them: numbers go up with time, few values are frequent.
-- What the API's description gives as an example is among them.
insert into shopify_products (store_id, id, title, vendor, product_type, handle, status, created_at, published_at, tags,
        variant_count, updated_at, last_event, last_event_at, changed_at, version, record, words)
select 1, 1000000 + n, case when n % 40 = 0 then null when n % 50 = 1 then 'Sunglasses ' || n else 'Shirt ' || n end,
    case when n % 200 = 0 then 'Acme' else 'Vendor ' || n % 300 end,
    case when n % 150 = 0 then 'Eyewear' else 'Type ' || n % 60 end,
    case when n = 77777 then 'sunglasses' else 'shirt-' || n end,
    case n % 20 when 0 then 'DRAFT' when 1 then 'ARCHIVED' else 'ACTIVE' end,
    at, case when n % 20 = 0 then null else at end, '{}', 1, at + n % 30 * interval '1 day', 'ProductListed', at, at, 0,
    '{"mapping":1}',
    array[case when n % 50 = 1 then 'sunglasses' else 'shirt' end, n::text, 'vendor', (n % 300)::text, 'sku' || n,
        case when n % 100 = 3 then '=tag:summer' else '=tag:t' || n % 500 end]
from generate_series(1, 100000) n, lateral (select timestamptz '2026-10-02T12:00Z' - (100000 - n) * interval '9 minutes' as at) when_;

insert into shopify_product_variants (store_id, product_id, id, title, sku, price, position, inventory_item_id)
select 1, case n when 9 then 632910392 else 1000000 + n end, case n when 9 then 808950810 else 2000000 + n end, 'S', 'SKU' || n,
    (n % 1000)::numeric / 10 + 0.5, 1, 3000000 + n
from generate_series(1, 100000) n;

insert into shopify_inventory_items (store_id, id, sku, tracked, created_at, updated_at, last_event, last_event_at, changed_at,
        version, record, words)
select 1, 3000000 + n, case when n = 5 then 'SUN-S' else 'SKU' || n end, n % 50 <> 0, at, at + n % 30 * interval '1 day',
    'InventoryItemListed', at, at, 0, '{"mapping":1}',
    array[case when n % 100 = 5 then 'sun' else 'sku' || n end, '=tracked:' || (n % 50 <> 0)]
from generate_series(1, 100000) n, lateral (select timestamptz '2026-10-02T12:00Z' - (100000 - n) * interval '9 minutes' as at) when_;

insert into shopify_stock_levels (store_id, item_id, location_id, available, updated_at, last_event, last_event_at, changed_at,
        version, record)
select 1, 3000000 + n, case n % 4 when 0 then 905684977 else n % 4 end, n % 97, now(), 'StockLevelConnected', now(), now(), 0,
    '{"mapping":1}'
from generate_series(1, 100000) n;

insert into shopify_orders (store_id, id, name, order_number, created_at, processed_at, cancelled_at, closed_at, currency,
        financial_status, fulfillment_status, total_price, customer_id, tags, test, source_name, line_count, updated_at, last_event,
        last_event_at, changed_at, version, record, words)
select 1, 4000000 + n, '#' || n, n, at, at, case when n % 70 = 0 then at end, case when n <= 97000 then at end, 'EUR',
    case n % 30 when 0 then 'PENDING' when 1 then 'REFUNDED' else 'PAID' end,
    case when n <= 96000 then 'FULFILLED' else 'UNFULFILLED' end, (n % 800)::numeric + 0.9,
    case when n % 5000 = 0 then 207119551 else 200000000 + n % 30000 end, '{}', n % 100 = 0,
    case n % 10 when 0 then 'pos' else 'web' end, 1, at + n % 30 * interval '1 day', 'OrderPlaced', at, at, 0, case when n = 7 then '{"mapping":2,"personal":{"key":"k1","nonce":"n","ciphertext":"c","fingerprint":"print7"}}' else '{"mapping":1}' end,
    array[n::text, 'sku' || n % 5000, case when n % 100 = 3 then '=tag:gift' else '=tag:t' || n % 500 end, '=name:#' || n,
        '=currency:eur', '=source_name:' || case n % 10 when 0 then 'pos' else 'web' end, '=test:' || (n % 100 = 0),
        case when n % 60 = 2 then 'sun' else 'shirt' end]
from generate_series(1, 100000) n, lateral (select timestamptz '2026-10-02T12:00Z' - (100000 - n) * interval '9 minutes' as at) when_;

insert into shopify_customers (store_id, id, state, created_at, updated_at, last_event, last_event_at, changed_at, version, record,
        words)
select 1, 5000000 + n, case n % 4 when 0 then 'ENABLED' else 'DISABLED' end, at, at + n % 30 * interval '1 day', 'CustomerJoined',
    at, at, 0, case when n = 7 then '{"mapping":2,"personal":{"key":"k1","nonce":"n","ciphertext":"c","fingerprint":"print7"}}' else '{"mapping":1}' end,
    array[case when n % 100 = 3 then 'sunday' else 'monday' end, case when n % 100 = 3 then '=tag:vip' else '=tag:t' || n % 500 end]
from generate_series(1, 100000) n, lateral (select timestamptz '2026-10-02T12:00Z' - (100000 - n) * interval '9 minutes' as at) when_;
