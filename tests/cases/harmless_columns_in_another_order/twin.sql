ALTER TABLE depot_customer ADD COLUMN gone text;
ALTER TABLE depot_customer DROP COLUMN gone;
