TRUNCATE depot_orderline;
