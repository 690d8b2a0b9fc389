ALTER TABLE depot_customer ALTER rating TYPE bigint;
