COMMENT ON TABLE depot_tag IS 'somebody''s note';
