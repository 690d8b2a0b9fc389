ALTER TABLE depot_customer DROP COLUMN remark CASCADE;
