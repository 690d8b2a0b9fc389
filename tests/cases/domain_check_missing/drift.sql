ALTER DOMAIN stock_count DROP CONSTRAINT stock_count_check;
