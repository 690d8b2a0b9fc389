DELETE FROM depot_orderline;
DROP TABLE "Depot Order" CASCADE;
