COMMENT ON TABLE depot_customer IS 'it''s "quoted"; -- so';
