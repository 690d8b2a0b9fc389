UPDATE "Depot Order" SET loose_id = 999;
