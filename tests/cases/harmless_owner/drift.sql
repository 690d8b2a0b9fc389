ALTER TABLE depot_customer OWNER TO pg_database_owner;
