DROP TABLE depot_small;
ALTER TABLE depot_ownrate RENAME TO depot_small;
ALTER TABLE depot_tag RENAME TO depot_ownrate;
