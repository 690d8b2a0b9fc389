ALTER INDEX customer_nickname RENAME TO nickname_of_customers;
CREATE INDEX customer_nickname ON depot_customer (nickname, name);
