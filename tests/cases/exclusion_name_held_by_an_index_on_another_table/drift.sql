ALTER TABLE depot_booking DROP CONSTRAINT booking_no_overlap;
CREATE UNIQUE INDEX booking_no_overlap ON depot_place (id, name);
