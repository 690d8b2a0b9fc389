SELECT setval('depot_customer_id_seq', 3);
