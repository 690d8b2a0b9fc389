CREATE INDEX scratch_ix ON "Depot Order" (placed);
DROP INDEX scratch_ix;
