ALTER TABLE depot_place ADD COLUMN "Odd ""one"", it's %s" text;
UPDATE depot_place SET "Odd ""one"", it's %s" = 'x';
