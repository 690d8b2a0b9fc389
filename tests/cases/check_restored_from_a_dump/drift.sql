ALTER TABLE depot_customer DROP CONSTRAINT customer_region_known;
ALTER TABLE depot_customer ADD CONSTRAINT customer_region_known CHECK ((region)::text = ANY (ARRAY[('north'::character varying)::text, ('west'::character varying)::text, ('south'::character varying)::text]));
