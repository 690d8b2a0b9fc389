DROP TABLE depot_pointer CASCADE;
