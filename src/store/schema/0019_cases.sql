-- Of which batch a batch corrects rows: the chain of them is one case.
ALTER TABLE batches ADD COLUMN corrects_id INTEGER REFERENCES batches (id);
-- Which batches correct rows of a batch.
CREATE INDEX batches_correcting ON batches (corrects_id) WHERE corrects_id IS NOT NULL;

-- Which row of a batch corrects which row of the batch before it, and who chose that.
CREATE TABLE corrections (
    batch_id       INTEGER NOT NULL REFERENCES batches (id),
    line           INTEGER NOT NULL CHECK (line > 0),
    corrected_line INTEGER NOT NULL CHECK (corrected_line > 0),
    operator_id    INTEGER NOT NULL,
    chosen_at      INTEGER NOT NULL,
    PRIMARY KEY (batch_id, line)
) STRICT, WITHOUT ROWID;
