ALTER TABLE depot_customer ALTER active DROP DEFAULT;
ALTER TABLE depot_customer ALTER active TYPE text;
