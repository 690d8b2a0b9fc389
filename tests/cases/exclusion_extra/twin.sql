ANALYZE depot_booking;
