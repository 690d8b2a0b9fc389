COMMENT ON COLUMN depot_customer.name IS 'it''s $$ %s';
