CREATE POLICY odd ON depot_customer USING (false);
