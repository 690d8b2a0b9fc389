ALTER TABLE depot_tag RENAME TO aside;
ALTER TABLE depot_place RENAME TO depot_tag;
ALTER TABLE aside RENAME TO depot_place;
