ANALYZE depot_orderline;
