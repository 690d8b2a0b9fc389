ALTER TABLE depot_customer DROP CONSTRAINT customer_name_region;
ALTER TABLE depot_customer ADD CONSTRAINT customer_name_region UNIQUE (name);
