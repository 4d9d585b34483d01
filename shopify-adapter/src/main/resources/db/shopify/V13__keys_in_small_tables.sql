-- A destroyed key's bytes stay in its page, whatever a vacuum does, until the whole file is written anew. So the keys lie in files
-- that are small enough for that, by the hash of their subject: 30,000 keys a file, where there are a million, take 0.1 s.
set local transaction_timeout = 0; -- a million keys take some ten seconds

create table ledger.subject_key_by_hash (
    subject text not null,
    id bigint not null,
    store_id bigint not null,
    wrapped_key bytea,
    destroyed_at timestamptz
) partition by hash (subject);

create table ledger.contact_by_hash (
    store_id bigint not null,
    hash bytea not null,
    subject text not null,
    fingerprint text not null
) partition by hash (subject);

do $$
begin
    for part in 0..31 loop
        execute format('create table ledger.subject_key_%s partition of ledger.subject_key_by_hash'
                       ' for values with (modulus 32, remainder %s)', part, part);
        execute format('create table ledger.contact_%s partition of ledger.contact_by_hash'
                       ' for values with (modulus 32, remainder %s)', part, part);
    end loop;
end $$;

insert into ledger.subject_key_by_hash (subject, id, store_id, wrapped_key, destroyed_at)
select subject, id, store_id, wrapped_key, destroyed_at from ledger.subject_key;
drop table ledger.subject_key;
alter table ledger.subject_key_by_hash rename to subject_key;
alter table ledger.subject_key add primary key (subject);
create index subject_key_destroyed on ledger.subject_key (subject) where wrapped_key is null;
create index subject_key_forgotten_of on ledger.subject_key (store_id) where wrapped_key is null;

insert into ledger.contact_by_hash (store_id, hash, subject, fingerprint)
select store_id, hash, subject, fingerprint from ledger.contact;
drop table ledger.contact;
alter table ledger.contact_by_hash rename to contact;
alter table ledger.contact add primary key (store_id, hash, subject, fingerprint);
create index contact_of on ledger.contact (subject);

-- Tables with bytes of what was destroyed, until they are written anew: that can be done once nobody looks at the database as it
-- was before.
create table ledger.unclean (
    name text primary key,
    destroyed_by xid8 not null default pg_current_xact_id(),
    destroyed_at timestamptz not null default now()
);

-- Bodies of deliveries are sealed under a key of their store that seals for a day, and is destroyed when none of them is kept
-- any more: what of a dropped body remains on the disk until then nobody can open after it.
create table ledger.body_key (
    store_id bigint not null,
    day date not null,
    wrapped_key bytea not null,
    primary key (store_id, day)
);
