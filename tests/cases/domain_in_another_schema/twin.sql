CREATE DOMAIN aside.stock_count AS text;
