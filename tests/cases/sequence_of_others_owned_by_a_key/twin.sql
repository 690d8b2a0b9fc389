CREATE SEQUENCE more_numbers_of_others OWNED BY depot_tag.id;
