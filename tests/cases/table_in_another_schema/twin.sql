CREATE SCHEMA elsewhere;
CREATE TABLE elsewhere.depot_customer (id int);
