ALTER TABLE depot_article ALTER shelf TYPE varchar(20) COLLATE "default";
