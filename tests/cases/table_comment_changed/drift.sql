COMMENT ON TABLE depot_customer IS 'something else';
