ALTER TABLE depot_place ADD COLUMN nick text;
ALTER TABLE depot_place ALTER name TYPE varchar(40);
