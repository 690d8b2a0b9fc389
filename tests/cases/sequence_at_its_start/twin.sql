SELECT setval('depot_customer_id_seq', 21, false);
