ALTER TABLE depot_place RENAME name TO "Name";
