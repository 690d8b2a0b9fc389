DROP INDEX customer_best_of_region;
CREATE UNIQUE INDEX customer_best_of_region ON depot_customer (region) WHERE rating = 8 AND id < 3;
