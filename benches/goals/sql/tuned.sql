-- What one would type after reading up on it: a large cache, numbers instead of addresses, children first, no cascade.
PRAGMA foreign_keys = OFF;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA cache_size = -262144;
CREATE TEMP TABLE leavers (email TEXT, unique_id TEXT);
.import --csv --schema temp "{list}" leavers
CREATE TEMP TABLE doomed (id INTEGER PRIMARY KEY);
BEGIN;
INSERT OR IGNORE INTO doomed SELECT id FROM users WHERE email IN (SELECT email FROM leavers WHERE email <> '');
INSERT OR IGNORE INTO doomed SELECT id FROM users WHERE unique_id IN (SELECT unique_id FROM leavers WHERE email = '');
DELETE FROM activity WHERE user_id IN (SELECT id FROM doomed);
DELETE FROM course_progress WHERE user_id IN (SELECT id FROM doomed);
DELETE FROM group_members WHERE user_id IN (SELECT id FROM doomed);
DELETE FROM licenses WHERE user_id IN (SELECT id FROM doomed);
DELETE FROM users WHERE id IN (SELECT id FROM doomed);
COMMIT;
