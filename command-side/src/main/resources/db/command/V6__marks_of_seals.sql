-- Of each event of an append, in their order, the first 8 bytes of what the seal's hash was after it: so that a proof can name
-- the event that was altered, and not only its append. Null in seals made before. The proof itself is the hash.
alter table events.seal add column marks bytea;
