VACUUM depot_booking;
