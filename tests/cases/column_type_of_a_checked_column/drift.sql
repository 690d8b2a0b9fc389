ALTER TABLE depot_customer ALTER region TYPE text;
