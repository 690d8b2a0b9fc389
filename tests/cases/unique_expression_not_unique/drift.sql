DROP INDEX customer_email_ci;
CREATE INDEX customer_email_ci ON depot_customer (lower(email::text));
