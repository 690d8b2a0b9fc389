ALTER DOMAIN stock_count VALIDATE CONSTRAINT stock_count_check;
