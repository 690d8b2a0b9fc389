ALTER TABLE depot_booking DROP CONSTRAINT booking_no_overlap;
UPDATE depot_booking SET room = 1;
