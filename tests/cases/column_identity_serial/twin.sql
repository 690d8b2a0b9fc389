ALTER SEQUENCE depot_customer_id_seq RENAME TO any_other_name;
