ALTER INDEX customer_nickname RENAME TO nickname_of_customers;
CREATE SEQUENCE customer_nickname;
