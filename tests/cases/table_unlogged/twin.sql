ALTER TABLE depot_booking SET (fillfactor = 70);
