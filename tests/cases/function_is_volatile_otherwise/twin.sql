COMMENT ON FUNCTION depot_touch() IS 'touches';
