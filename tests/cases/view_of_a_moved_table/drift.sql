CREATE SCHEMA aside;
ALTER TABLE depot_pointer SET SCHEMA aside;
