ALTER TABLE depot_customer DROP CONSTRAINT customer_region_known;
ALTER TABLE depot_customer ADD CONSTRAINT customer_region_known CHECK (region = ANY (ARRAY['north', 'south']));
