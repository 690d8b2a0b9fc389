ALTER TABLE depot_customer ALTER nickname TYPE text;
CREATE VIEW report WITH (security_barrier=true) AS SELECT id, nickname FROM depot_customer WHERE nickname <> 'it''s';
CREATE VIEW "report of reports" AS SELECT nickname AS "the name" FROM report;
GRANT SELECT ON report TO PUBLIC;
COMMENT ON VIEW report IS 'somebody''s work';
