-- Fingerprints, one after the other, of observations that know fewer fields than the record and say nothing else of them: of
-- what reads tell, of what webhooks tell. Null where the record's own fingerprint is theirs as well.
alter table ledger.watermark add column alike bytea;
