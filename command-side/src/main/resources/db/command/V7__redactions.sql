-- Redactions are few among many events, and all of them are looked up at each start.
create index domain_event_redacted on events.domain_event (global_index)
    where payload_type in ('customer.CustomerRedacted', 'order.OrderRedacted', 'store.StoreRedacted');
