CREATE POLICY every_row ON depot_customer USING (nickname <> '');
