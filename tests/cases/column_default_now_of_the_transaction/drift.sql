ALTER TABLE depot_customer ALTER joined SET DEFAULT now();
