DROP INDEX customer_email_ci;
CREATE UNIQUE INDEX customer_email_ci ON depot_customer (lower(email));
