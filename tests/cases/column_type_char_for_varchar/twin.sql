ALTER TABLE depot_place ALTER name TYPE varchar(50);
