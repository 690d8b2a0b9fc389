ANALYZE depot_customer;
