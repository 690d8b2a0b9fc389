ANALYZE depot_warehouse;
