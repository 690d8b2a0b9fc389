CREATE POLICY even ON depot_place USING (true);
