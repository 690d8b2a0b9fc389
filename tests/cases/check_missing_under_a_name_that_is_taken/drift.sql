ALTER TABLE depot_customer DROP CONSTRAINT customer_rating_range;
ALTER TABLE depot_customer ADD CONSTRAINT customer_rating_range UNIQUE (id, rating);
