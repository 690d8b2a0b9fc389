ALTER TABLE depot_booking DROP CONSTRAINT booking_no_overlap;
ALTER TABLE depot_booking ADD CONSTRAINT booking_no_overlap EXCLUDE USING gist (room WITH =, period WITH &&);
