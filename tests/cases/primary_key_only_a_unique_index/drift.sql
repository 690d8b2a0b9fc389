ALTER TABLE depot_ownrate DROP CONSTRAINT depot_ownrate_pkey;
CREATE UNIQUE INDEX depot_ownrate_pkey ON depot_ownrate (id);
