CREATE INDEX passing ON depot_place (name);
DROP INDEX passing;
