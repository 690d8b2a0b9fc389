CREATE DOMAIN stock_counted AS integer;
