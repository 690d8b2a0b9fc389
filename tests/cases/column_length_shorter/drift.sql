ALTER TABLE depot_customer ALTER email TYPE varchar(60);
