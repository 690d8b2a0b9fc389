ALTER TABLE depot_small ADD aside smallint;
ALTER TABLE depot_small DROP aside;
