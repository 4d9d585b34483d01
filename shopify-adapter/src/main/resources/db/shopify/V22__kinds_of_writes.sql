-- Writes of other kinds than to make a product: column product holds what each is to do, as its kind has it. A write that takes
-- more than one call remembers how far it is, so that what is done is not done again over what others did meanwhile.
alter table ledger.write_job
    add column kind text not null default 'create',
    add column step integer not null default 0;
