-- How far rows were read that are older than the search by e-mail address and telephone number. One for all schemas.
create table if not exists public.contacts_learnt (
    kind text primary key,
    store_id bigint not null,
    id bigint not null,
    done boolean not null
);
