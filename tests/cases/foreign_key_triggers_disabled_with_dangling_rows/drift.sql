ALTER TABLE depot_pointer DISABLE TRIGGER ALL;
INSERT INTO depot_pointer (legacy_id) VALUES (44);
