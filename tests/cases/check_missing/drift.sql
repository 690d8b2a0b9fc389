ALTER TABLE depot_customer DROP CONSTRAINT customer_rating_range;
