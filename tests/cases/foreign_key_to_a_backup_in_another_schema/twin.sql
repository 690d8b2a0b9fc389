CREATE SCHEMA IF NOT EXISTS backup2;
CREATE TABLE backup2.depot_tag AS SELECT * FROM depot_tag;
