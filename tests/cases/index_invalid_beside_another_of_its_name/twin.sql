REINDEX TABLE depot_customer;
