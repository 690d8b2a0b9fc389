DROP INDEX customer_nickname;
CREATE VIEW customer_nickname AS SELECT name FROM depot_place;
CREATE VIEW reads_the_nickname AS SELECT * FROM customer_nickname;
CREATE VIEW customer_nickname_old AS SELECT 1 AS one;
