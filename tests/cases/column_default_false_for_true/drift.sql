ALTER TABLE depot_customer ALTER active SET DEFAULT false;
