ALTER TABLE depot_ownrate RENAME TO aside;
ALTER TABLE depot_small RENAME TO depot_ownrate;
ALTER TABLE aside RENAME TO depot_small;
