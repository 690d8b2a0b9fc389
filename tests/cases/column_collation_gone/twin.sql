ALTER TABLE depot_article ALTER shelf TYPE varchar(20) COLLATE pg_catalog."C";
