COMMENT ON COLUMN depot_booking.room IS 'a note of the administrator';
