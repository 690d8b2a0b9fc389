ALTER TABLE depot_ownrate RENAME TO aside;
ALTER TABLE aside RENAME TO depot_ownrate;
