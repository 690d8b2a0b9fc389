CREATE SCHEMA elsewhere;
CREATE TABLE elsewhere.forefather (id bigint NOT NULL);
ALTER TABLE depot_tag INHERIT elsewhere.forefather;
