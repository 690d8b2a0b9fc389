CREATE MATERIALIZED VIEW customer_nickname_of_others AS SELECT name FROM depot_place;
