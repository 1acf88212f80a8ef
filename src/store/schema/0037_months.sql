-- How many users were deleted in each month, by universal time: Home shows it, and must not add up every chunk for that.
CREATE TABLE deletion_months (
    month   TEXT PRIMARY KEY,
    deleted INTEGER NOT NULL CHECK (deleted >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO deletion_months
    SELECT strftime('%Y-%m', at, 'unixepoch'), sum(deleted)
    FROM (SELECT at, deleted FROM batch_chunks WHERE deleted > 0
          UNION ALL SELECT at, 1 FROM recovered_deletions)
    GROUP BY 1;

-- Serves: the batches that are not over, for Home.
CREATE INDEX batches_open ON batches (id) WHERE state NOT IN ('completed', 'completed_with_errors', 'cancelled', 'withdrawn');
