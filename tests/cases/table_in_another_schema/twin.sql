CREATE SCHEMA aside;
CREATE TABLE aside.depot_customer (id int);
