ALTER TABLE depot_place ALTER name TYPE char(50);
