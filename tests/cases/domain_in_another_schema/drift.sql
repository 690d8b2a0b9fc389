CREATE SCHEMA aside;
ALTER DOMAIN stock_count SET SCHEMA aside;
