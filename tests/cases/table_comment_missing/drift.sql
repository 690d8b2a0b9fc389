COMMENT ON TABLE depot_customer IS NULL;
