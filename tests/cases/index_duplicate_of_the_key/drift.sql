CREATE UNIQUE INDEX twice ON depot_place (id);
