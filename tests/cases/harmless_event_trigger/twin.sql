CREATE SCHEMA heirs;
CREATE TABLE heirs.tag () INHERITS (depot_tag);
