-- Fields that the newest observation did not tell, and how new the one is that told them last.
alter table ledger.watermark
    add column untold text[],
    add column untold_updated_at timestamptz,
    add column untold_triggered_at timestamptz;
