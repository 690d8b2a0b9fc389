ALTER FUNCTION depot_touch() SET search_path = pg_temp;
