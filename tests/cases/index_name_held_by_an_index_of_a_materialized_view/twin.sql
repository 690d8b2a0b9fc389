CREATE MATERIALIZED VIEW places_of_others_too AS SELECT name FROM depot_place;
CREATE INDEX on_places_of_others ON places_of_others_too (name);
