ALTER TABLE "Depot Order" ALTER placed TYPE timestamptz;
UPDATE "Depot Order" SET placed = date_trunc('day', now());
