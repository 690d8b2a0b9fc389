INSERT INTO depot_tag (label) SELECT 'more-' || n FROM generate_series(1, 5000) n;
VACUUM ANALYZE depot_tag;
