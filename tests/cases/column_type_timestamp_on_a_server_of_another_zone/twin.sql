DO $$ BEGIN ASSERT (SELECT bool_and(joined = '2025-05-01 12:00+00') FROM depot_customer); END $$;
DO $$ BEGIN ASSERT (SELECT bool_and(placed = '2025-05-01') FROM "Depot Order"); END $$;
