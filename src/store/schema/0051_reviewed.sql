-- The newest entry of the log when a batch was reviewed: whose address or ID was changed after it is not whom the rows were
-- held against. Batches of before that still wait begin with their confirmation.
ALTER TABLE batches ADD COLUMN reviewed_log INTEGER NOT NULL DEFAULT 0;
UPDATE batches SET reviewed_log = coalesce((SELECT min(number) FROM log WHERE log.batch_id = batches.id), 0)
    WHERE finished_at IS NULL;
