ALTER SEQUENCE depot_customer_id_seq INCREMENT BY 10;
