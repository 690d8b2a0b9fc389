ALTER TABLE depot_customer DROP CONSTRAINT customer_name_region;
CREATE INDEX customer_name_region ON depot_customer (name, region);
