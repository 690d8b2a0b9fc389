ALTER TABLE depot_booking DROP CONSTRAINT booking_no_overlap;
ALTER TABLE depot_booking ALTER period TYPE text;
