ANALYZE depot_place;
