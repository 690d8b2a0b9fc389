UPDATE "Depot Order" SET parent_id = id;
