DROP TABLE depot_booking;
