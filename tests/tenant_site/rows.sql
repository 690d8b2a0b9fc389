INSERT INTO public.registry_region (name) VALUES ('north'), ('south');
INSERT INTO public.registry_customer (name, region_id) SELECT 'customer ' || n, 1 + n % 2 FROM generate_series(1, 5) n;
INSERT INTO tenant_a.store_tag (label) SELECT 'tag ' || n FROM generate_series(1, 3) n;
INSERT INTO tenant_a.store_item (name, kind, price, customer_id) SELECT 'item ' || n, 'part', n, n FROM generate_series(1, 5) n;
INSERT INTO tenant_b.store_tag (label) SELECT 'tag ' || n FROM generate_series(1, 3) n;
INSERT INTO tenant_b.store_item (name, kind, price, customer_id) SELECT 'item ' || n, 'whole', n, n FROM generate_series(1, 5) n;
