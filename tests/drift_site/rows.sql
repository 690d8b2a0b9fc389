-- A few rows in every table, so that a fix that loses one is seen.
INSERT INTO depot_customer (email, name, region, rating, remark, born, nickname)
SELECT 'c' || n || '@example.org', 'name ' || n, CASE WHEN n % 2 = 0 THEN 'north' ELSE 'south' END, n % 9, 'remark ' || n,
       date '1980-01-01' + n, 'nick ' || n
FROM generate_series(1, 20) AS n;
INSERT INTO depot_tag (label) SELECT 'tag-' || n FROM generate_series(1, 5) AS n;
INSERT INTO depot_article (code, title, price, weight, labels, facts, stock, mood, shelf, changed)
SELECT ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, 'title ' || n, n + 0.25, n * 1.5, ARRAY['a', 'b'],
       jsonb_build_object('n', n), n, 'good', 'shelf ' || n, now()
FROM generate_series(1, 20) AS n;
INSERT INTO depot_article_tags (article_id, tag_id) SELECT code, 1 FROM depot_article;
INSERT INTO "Depot Order" (customer_id, placed, number, "Odd column%") SELECT id, now(), id, 1 FROM depot_customer;
INSERT INTO depot_orderline (order_id, article_id, quantity, line_amount)
SELECT o.id, a.code, 3, 12.50 FROM "Depot Order" o JOIN depot_article a ON a.stock = o.number;
INSERT INTO depot_booking (room, period) SELECT n, tstzrange(now(), now() + interval '1 hour') FROM generate_series(1, 5) AS n;
INSERT INTO depot_place (name) SELECT 'place ' || n FROM generate_series(1, 3) AS n;
INSERT INTO depot_warehouse (place_ptr_id, capacity) SELECT id, 10 FROM depot_place;
INSERT INTO depot_measure (station, day, value) SELECT n, now(), 1.5 FROM generate_series(1, 5) AS n;
INSERT INTO archive.document (title, customer_id) SELECT 'document', id FROM depot_customer;
INSERT INTO depot_small (note) SELECT 'abc' FROM generate_series(1, 5) AS n;
INSERT INTO legacy_of_others VALUES (1, 'theirs');
INSERT INTO depot_pointer (legacy_id) VALUES (1);
INSERT INTO depot_averylongmodelnamethatmakespostgresqlcutoffsomenamesofits
    (a_field_with_a_very_long_name_so_that_its_index_is_cut_off, another_field_with_a_very_long_name_pointing_at_customers_id)
SELECT id, id FROM depot_customer;
