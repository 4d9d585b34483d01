alter table shopify_orders add column incomplete boolean not null default false;

comment on column shopify_orders.incomplete is 'whether events after version were discarded unused';
