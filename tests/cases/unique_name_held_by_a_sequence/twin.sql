CREATE SEQUENCE customer_numbers;
