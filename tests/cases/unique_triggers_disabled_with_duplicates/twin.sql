INSERT INTO depot_customer (email, name, region, rating, remark, born) SELECT 'once', name, 'north', 1, 'once', born + 1 FROM depot_customer WHERE id = 1;
