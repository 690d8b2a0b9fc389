CREATE VIEW booking_view AS SELECT * FROM depot_booking;
