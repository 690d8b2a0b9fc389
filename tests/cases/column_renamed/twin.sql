ALTER TABLE depot_place RENAME name TO title;
ALTER TABLE depot_place RENAME title TO name;
