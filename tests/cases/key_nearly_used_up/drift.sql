SELECT setval('depot_small_id_seq', 30000);
