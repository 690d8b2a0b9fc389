ALTER TABLE depot_warehouse ALTER capacity TYPE bigint;
UPDATE depot_warehouse SET capacity = 3000000000;
