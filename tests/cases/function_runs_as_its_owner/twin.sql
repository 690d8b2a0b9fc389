ALTER FUNCTION depot_touch() COST 7;
