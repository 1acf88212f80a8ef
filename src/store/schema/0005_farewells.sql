-- Message-IDs of mail that outlived its learner and has been sent. Where mail goes into a folder, the file stays there
-- through one purge, so that somebody can fetch it; `purges` counts those that it has seen.
CREATE TABLE farewells (
    message_id TEXT NOT NULL PRIMARY KEY,
    purges     INTEGER NOT NULL DEFAULT 0 CHECK (purges IN (0, 1))
) STRICT, WITHOUT ROWID;
