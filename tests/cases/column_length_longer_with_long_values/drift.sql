ALTER TABLE depot_place ALTER name TYPE varchar(100);
UPDATE depot_place SET name = repeat('x', 80);
