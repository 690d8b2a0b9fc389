ALTER TABLE depot_customer RENAME born TO aside;
ALTER TABLE depot_customer RENAME name TO born;
ALTER TABLE depot_customer RENAME rating TO name;
ALTER TABLE depot_customer RENAME aside TO rating;
