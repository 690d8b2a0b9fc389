ALTER DOMAIN stock_count RENAME TO stock_counted;
