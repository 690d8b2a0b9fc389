ALTER TABLE depot_place RENAME name TO "Name";
ALTER TABLE depot_place RENAME "Name" TO name;
