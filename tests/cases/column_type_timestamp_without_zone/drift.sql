ALTER TABLE depot_customer ALTER joined TYPE timestamp;
