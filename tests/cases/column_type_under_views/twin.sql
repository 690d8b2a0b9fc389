DO $$ BEGIN ASSERT obj_description('report'::regclass) = 'somebody''s work'; ASSERT (SELECT count(*) FROM "report of reports") = 20; END $$;
DO $$ BEGIN ASSERT (SELECT reloptions::text LIKE '%barrier=true%' AND relacl::text LIKE '%=r/%' FROM pg_class WHERE relname = 'report'); END $$;
CREATE VIEW another AS SELECT nickname FROM depot_customer;
