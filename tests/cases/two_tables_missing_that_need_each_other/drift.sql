DROP TABLE depot_orderline;
DROP TABLE "Depot Order";
