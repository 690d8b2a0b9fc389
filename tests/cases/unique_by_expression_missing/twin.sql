REINDEX INDEX customer_email_ci;
