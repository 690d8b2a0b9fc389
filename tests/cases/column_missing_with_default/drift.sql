ALTER TABLE depot_customer DROP COLUMN region CASCADE;
