ALTER TABLE depot_customer DROP COLUMN joined;
