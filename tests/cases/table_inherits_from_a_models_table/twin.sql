CREATE SCHEMA others;
CREATE TABLE others.heir () INHERITS (depot_place);
