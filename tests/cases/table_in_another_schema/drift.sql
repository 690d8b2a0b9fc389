CREATE SCHEMA elsewhere;
ALTER TABLE depot_customer SET SCHEMA elsewhere;
