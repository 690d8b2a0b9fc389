COMMENT ON COLUMN depot_customer.name IS NULL;
