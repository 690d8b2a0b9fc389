ALTER DOMAIN stock_count RENAME CONSTRAINT stock_count_check TO at_least_zero;
