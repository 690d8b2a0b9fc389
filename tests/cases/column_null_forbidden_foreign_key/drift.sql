UPDATE "Depot Order" SET loose_id = 1;
ALTER TABLE "Depot Order" ALTER loose_id SET NOT NULL;
