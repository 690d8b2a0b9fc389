CREATE TABLE depot_nothing (id int);
ALTER TABLE depot_measure SET UNLOGGED;
DROP TABLE depot_nothing;
