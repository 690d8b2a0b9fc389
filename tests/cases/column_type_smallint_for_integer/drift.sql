ALTER TABLE depot_booking ALTER room TYPE smallint;
