UPDATE "Depot Order" SET loose_id = 12345;
