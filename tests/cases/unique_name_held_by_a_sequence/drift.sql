ALTER TABLE depot_customer DROP CONSTRAINT customer_name_region;
CREATE SEQUENCE customer_name_region;
CREATE SCHEMA others;
CREATE TABLE others.numbered_by_it (id integer DEFAULT nextval('customer_name_region'));
