ALTER SEQUENCE depot_customer_id_seq AS bigint;
