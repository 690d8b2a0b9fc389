DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE depot_customer DISABLE TRIGGER %I', tgname) FROM pg_trigger g JOIN pg_constraint c ON c.oid = tgconstraint WHERE conname = 'customer_born'); END $$;
