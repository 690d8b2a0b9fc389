CREATE SCHEMA theirs; CREATE TABLE theirs.children (email varchar(120) REFERENCES depot_customer (email));
