COMMENT ON COLUMN depot_customer.name IS 'as on the invoice';
