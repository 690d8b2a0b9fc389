CREATE SEQUENCE numbers_of_others OWNED BY depot_tag.id;
ALTER TABLE depot_place ALTER id DROP IDENTITY;
ALTER TABLE depot_place ALTER id SET DEFAULT nextval('numbers_of_others');
