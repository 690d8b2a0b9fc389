UPDATE "Depot Order" SET placed = now();
