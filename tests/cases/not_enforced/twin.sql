ALTER TABLE depot_customer RENAME CONSTRAINT depot_customer_name_not_null TO named;
