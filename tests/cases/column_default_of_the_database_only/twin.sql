ALTER TABLE depot_customer ALTER region SET DEFAULT 'south';
ALTER TABLE depot_customer ALTER region DROP DEFAULT;
