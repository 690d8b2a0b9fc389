ALTER TABLE depot_booking RENAME CONSTRAINT depot_booking_pkey TO bookings_pkey;
