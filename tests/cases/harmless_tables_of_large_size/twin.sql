CREATE SCHEMA zz;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, zz', current_database()); END $$;
