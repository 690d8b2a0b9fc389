INSERT INTO depot_booking (room, period) VALUES (77, tstzrange(now(), NULL));
