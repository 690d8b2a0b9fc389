ALTER TABLE depot_booking DROP CONSTRAINT depot_booking_pkey;
