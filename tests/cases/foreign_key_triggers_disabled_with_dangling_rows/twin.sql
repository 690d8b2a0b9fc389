UPDATE depot_pointer SET legacy_id = 1;
