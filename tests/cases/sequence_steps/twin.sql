ALTER SEQUENCE depot_customer_id_seq CACHE 20;
