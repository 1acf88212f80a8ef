-- Serves: the texts of holds, which are gone through when somebody is deleted whom they may name. Few are on hold.
CREATE INDEX users_on_hold ON users (id) WHERE hold_since IS NOT NULL;
