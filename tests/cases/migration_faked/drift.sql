ALTER TABLE depot_customer DROP nickname;
