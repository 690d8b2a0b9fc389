CREATE SCHEMA moved;
ALTER TABLE depot_ownrate SET SCHEMA moved;
CREATE VIEW depot_ownrate AS SELECT * FROM moved.depot_ownrate;
