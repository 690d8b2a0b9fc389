ALTER TABLE depot_customer RENAME name TO full_name;
