ALTER TABLE depot_booking DROP CONSTRAINT depot_booking_pkey;
INSERT INTO depot_booking (id, room, period) VALUES (1, 77, tstzrange(now(), NULL));
