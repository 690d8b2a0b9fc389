UPDATE "Depot Order" SET "Odd column%" = 7;
