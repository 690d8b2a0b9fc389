ALTER TABLE depot_booking RENAME TO real_booking;
CREATE VIEW depot_booking AS SELECT * FROM real_booking;
