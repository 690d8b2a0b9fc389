COMMENT ON COLUMN depot_tag.label IS 'somebody''s note';
