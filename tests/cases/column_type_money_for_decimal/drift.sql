ALTER TABLE depot_ownrate ALTER percent TYPE money;
