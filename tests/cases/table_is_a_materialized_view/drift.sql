ALTER TABLE depot_tag RENAME TO real_tag;
CREATE MATERIALIZED VIEW depot_tag AS SELECT * FROM real_tag;
