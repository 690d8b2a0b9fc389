ALTER TABLE depot_customer RENAME CONSTRAINT customer_rating_range TO aside;
ALTER TABLE depot_customer RENAME CONSTRAINT customer_region_known TO customer_rating_range;
ALTER TABLE depot_customer RENAME CONSTRAINT aside TO customer_region_known;
