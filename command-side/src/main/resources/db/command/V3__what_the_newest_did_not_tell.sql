-- Fields that the newest observation did not tell, each with who told it last:
-- {"fields": {"browsing": {"updated_at": …, "triggered_at": …, "read_sent_at": …}}}
alter table ledger.watermark add column untold jsonb;
