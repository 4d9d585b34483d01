-- Bodies that nobody will use again: of deliveries from unknown shops that were moved to their store or put aside since, and of
-- those that name no shop, which could never be moved.
update ledger.inbox i set body = null
 where i.store_id = 0 and i.body is not null
   and not exists (select from ledger.dead_letter d where d.inbox_id = i.id and d.shop is not null);

-- Whether anybody of a store was ever forgotten.
create index subject_key_forgotten_of on ledger.subject_key (store_id) where wrapped_key is null;

-- What of unknown shops is still kept: looked through at each redaction.
create index inbox_of_strangers on ledger.inbox (id) where store_id = 0 and body is not null;
