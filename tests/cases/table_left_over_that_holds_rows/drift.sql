CREATE TABLE leftover (id int PRIMARY KEY, customer_id bigint REFERENCES depot_customer);
