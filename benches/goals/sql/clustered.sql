-- The hand-tuned shell on the tables of this program: what is left of the difference when the schema is the same. It
-- leaves the counters, the log and the registries wrong; it is here to be measured.
PRAGMA foreign_keys = OFF;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA cache_size = -262144;
CREATE TEMP TABLE leavers (email TEXT, unique_id TEXT);
.import --csv --schema temp "{list}" leavers
CREATE TEMP TABLE doomed (id INTEGER PRIMARY KEY);
BEGIN;
INSERT OR IGNORE INTO doomed SELECT id FROM users WHERE email IN (SELECT email FROM leavers WHERE email <> '')
    OR unique_id IN (SELECT unique_id FROM leavers WHERE email = '');
DELETE FROM records WHERE key IN (
    SELECT key FROM doomed JOIN records ON key BETWEEN doomed.id << 20 AND (doomed.id + 1 << 20) - 1);
DELETE FROM histories WHERE user_id IN (SELECT id FROM doomed);
DELETE FROM users WHERE id IN (SELECT id FROM doomed);
COMMIT;
