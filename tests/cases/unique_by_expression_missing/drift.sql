DROP INDEX customer_email_ci;
