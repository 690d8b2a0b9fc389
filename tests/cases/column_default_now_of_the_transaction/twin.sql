ALTER TABLE depot_customer ALTER joined SET DEFAULT pg_catalog.statement_timestamp();
