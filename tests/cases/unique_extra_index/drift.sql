CREATE UNIQUE INDEX one_name ON depot_place (name);
