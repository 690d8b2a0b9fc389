DROP INDEX customer_email_ci;
CREATE MATERIALIZED VIEW places_of_others AS SELECT name FROM depot_place;
CREATE INDEX customer_email_ci ON places_of_others (name);
