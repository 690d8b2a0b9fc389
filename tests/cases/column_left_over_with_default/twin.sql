VACUUM ANALYZE depot_place;
