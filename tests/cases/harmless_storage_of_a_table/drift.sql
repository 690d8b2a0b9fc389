ALTER TABLE depot_customer SET (fillfactor = 70, autovacuum_enabled = false, toast_tuple_target = 4000, parallel_workers = 2);
ALTER TABLE depot_article SET (toast.autovacuum_enabled = false);
