ALTER TABLE depot_article ALTER labels TYPE varchar(10)[];
