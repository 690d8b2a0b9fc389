CREATE POLICY everyone ON depot_customer USING (true);
