DROP INDEX customer_best_of_region;
TRUNCATE depot_customer CASCADE;
CREATE UNIQUE INDEX customer_best_of_region ON depot_customer (region);
