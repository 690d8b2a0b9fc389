CREATE INDEX CONCURRENTLY passing ON depot_place (name);
DROP INDEX passing;
