ALTER TABLE depot_booking DROP CONSTRAINT booking_no_overlap;
