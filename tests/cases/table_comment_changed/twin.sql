COMMENT ON TABLE depot_booking IS 'a note of the administrator';
