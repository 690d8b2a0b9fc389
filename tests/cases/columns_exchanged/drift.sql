ALTER TABLE depot_customer RENAME nickname TO aside;
ALTER TABLE depot_customer RENAME rating TO nickname;
ALTER TABLE depot_customer RENAME aside TO rating;
