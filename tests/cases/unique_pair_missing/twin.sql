REINDEX INDEX customer_name_region;
