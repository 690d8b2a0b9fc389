ALTER TABLE depot_customer ALTER active SET DEFAULT 'true'::boolean;
ALTER TABLE depot_article ALTER stock DROP DEFAULT;
ALTER TABLE depot_customer ALTER joined SET DEFAULT statement_timestamp()::timestamptz;
