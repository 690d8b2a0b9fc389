ALTER TABLE depot_tag ALTER label TYPE varchar(100);
