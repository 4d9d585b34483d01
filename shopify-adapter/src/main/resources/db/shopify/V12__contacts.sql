-- Blind indexes: whose e-mail address or telephone number it is, by an HMAC under the store's key. What a subject had once stays
-- until its key is destroyed; whether it is so now, the fingerprint of its sealed fields says.
create table ledger.contact (
    store_id bigint not null,
    hash bytea not null,
    subject text not null,
    fingerprint text not null,
    primary key (store_id, hash, subject, fingerprint)
);

-- An erasure deletes what there is of a subject.
create index contact_of on ledger.contact (subject);
