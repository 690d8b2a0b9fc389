ALTER TABLE depot_tag ALTER id DROP IDENTITY;
CREATE SEQUENCE own_counter START 100 OWNED BY depot_tag.id;
ALTER TABLE depot_tag ALTER id SET DEFAULT nextval('depot_place_id_seq');
