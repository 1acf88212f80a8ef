-- The domain of an address is registered in one form: the living whose domain has several are registered anew by the next
-- opening, which has the key.
INSERT OR REPLACE INTO meta (name, value) SELECT 'spellings_due', 1 WHERE EXISTS (SELECT 1 FROM users);
