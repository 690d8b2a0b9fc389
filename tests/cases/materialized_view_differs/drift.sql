DROP MATERIALIZED VIEW pointer_total;
CREATE MATERIALIZED VIEW pointer_total AS SELECT sum(legacy_id) AS total FROM depot_pointer WHERE id > 3;
