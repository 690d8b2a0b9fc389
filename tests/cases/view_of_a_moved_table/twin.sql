CREATE SCHEMA further;
CREATE VIEW further.old_pointers AS SELECT 1 AS one;
