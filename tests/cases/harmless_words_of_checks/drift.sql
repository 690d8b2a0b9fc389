ALTER TABLE depot_customer DROP CONSTRAINT customer_rating_range;
ALTER TABLE depot_customer ADD CONSTRAINT customer_rating_range CHECK ((rating)::integer <= (9)::integer);
ALTER TABLE depot_customer DROP CONSTRAINT customer_region_known;
ALTER TABLE depot_customer ADD CONSTRAINT customer_region_known CHECK ((region)::text = ANY ((ARRAY['north'::character varying, 'south'::character varying])::text[]));
