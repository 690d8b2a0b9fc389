CREATE STATISTICS customer_pair ON name, region FROM depot_customer;
ANALYZE;
