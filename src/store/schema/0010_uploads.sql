-- Whether the kept upload was gone or changed when its batch ended: the results file then holds lines and no text.
ALTER TABLE batches ADD COLUMN upload_lost INTEGER NOT NULL DEFAULT 0 CHECK (upload_lost IN (0, 1));
