ALTER TABLE depot_customer DROP CONSTRAINT customer_rating_range;
UPDATE depot_customer SET rating = 10 WHERE id = 1;
