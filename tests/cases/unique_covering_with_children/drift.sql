ALTER TABLE depot_customer DROP CONSTRAINT depot_customer_email_key;
ALTER TABLE depot_customer ADD CONSTRAINT depot_customer_email_key UNIQUE (email) INCLUDE (name);
CREATE TABLE others_children (email varchar(120) REFERENCES depot_customer (email));
