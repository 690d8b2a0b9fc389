ALTER TABLE depot_customer ALTER region SET DEFAULT 'south';
