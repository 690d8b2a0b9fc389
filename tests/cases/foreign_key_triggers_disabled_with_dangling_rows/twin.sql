INSERT INTO depot_pointer (legacy_id) VALUES (1);
