ALTER TABLE depot_customer RENAME CONSTRAINT customer_rating_range TO other;
