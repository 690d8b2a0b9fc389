ALTER TABLE depot_customer ALTER joined DROP DEFAULT;
