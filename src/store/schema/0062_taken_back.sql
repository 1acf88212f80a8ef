-- A request whose change was taken back before the provider had it is in review again, without a batch.
ALTER TABLE requests RENAME COLUMN setback TO setback_before;
ALTER TABLE requests ADD COLUMN setback TEXT CHECK (setback IN ('approval_expired', 'returned', 'corrected',
    'batch_withdrawn', 'batch_unapproved', 'batch_cancelled', 'taken_back', 'refused_by_provider', 'given_up')
    OR (setback IS NOT NULL AND setback_batch IS NOT NULL));
UPDATE requests SET setback = setback_before WHERE setback_before IS NOT NULL;
ALTER TABLE requests DROP COLUMN setback_before;
