CREATE SCHEMA postgres;
CREATE TABLE postgres.depot_tag (id int);
