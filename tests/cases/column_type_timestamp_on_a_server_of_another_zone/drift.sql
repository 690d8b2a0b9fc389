UPDATE depot_customer SET joined = '2025-05-01 12:00+00';
UPDATE "Depot Order" SET placed = '2025-05-01';
ALTER TABLE depot_customer ALTER joined TYPE timestamp USING joined AT TIME ZONE 'UTC';
ALTER TABLE "Depot Order" ALTER placed TYPE timestamptz USING placed::timestamp AT TIME ZONE 'UTC';
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET TimeZone = ''America/New_York''', current_database()); END $$;
