ALTER TABLE depot_customer DROP CONSTRAINT customer_name_region;
