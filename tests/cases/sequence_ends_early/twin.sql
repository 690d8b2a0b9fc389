ALTER SEQUENCE depot_customer_id_seq START WITH 7;
