COMMENT ON COLUMN depot_customer.email IS 'a note';
