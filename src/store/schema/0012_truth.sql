-- Who answers for a batch: its confirmer, or the full admin who went on with it after the confirmer had left.
ALTER TABLE batches ADD COLUMN taken_over_by INTEGER;
-- 1 while it is paused because whoever answered for it may not delete any more.
ALTER TABLE batches ADD COLUMN confirmer_left INTEGER NOT NULL DEFAULT 0 CHECK (confirmer_left IN (0, 1));
-- Places of which the scan after the purge could not tell whether they hold a deleted address or a living one's.
ALTER TABLE batches ADD COLUMN doubtful INTEGER;
