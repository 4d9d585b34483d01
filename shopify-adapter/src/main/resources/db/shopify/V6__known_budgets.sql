-- How large the store's budget at Shopify was last told to be: what is supposed after a restart.
alter table ledger.store
    add column budget_maximum double precision,
    add column budget_restore_rate double precision;
