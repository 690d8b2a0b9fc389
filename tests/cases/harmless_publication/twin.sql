CREATE SCHEMA zz;
CREATE TABLE zz.depot_customer (id int);
CREATE VIEW summary AS SELECT count(*) FROM depot_customer;
CREATE MATERIALIZED VIEW summary_kept AS SELECT count(*) FROM depot_customer;
CREATE SEQUENCE counter;
CREATE TYPE colour AS ENUM ('a');
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE DOMAIN short AS text CHECK (length(VALUE) < 5);
