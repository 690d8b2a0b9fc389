DROP INDEX customer_best_of_region;
