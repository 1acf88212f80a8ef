-- The approval of a batch: since when it is asked for (at first since the confirmation), and what became of it where
-- that is not to be seen from the state: nobody gave it in time, or whoever gave it may not any more.
ALTER TABLE batches ADD COLUMN approval_from INTEGER;
ALTER TABLE batches ADD COLUMN approval_lapse TEXT CHECK (approval_lapse IN ('nobody', 'approver_left'));
UPDATE batches SET approval_lapse = 'nobody' WHERE state = 'withdrawn'
    AND EXISTS (SELECT 1 FROM log WHERE log.batch_id = batches.id AND log.act = 'batch_expire');
