CREATE SCHEMA postgres;
CREATE VIEW postgres.tags AS SELECT 1 AS one;
