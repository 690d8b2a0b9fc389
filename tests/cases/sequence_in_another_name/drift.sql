ALTER TABLE depot_tag ALTER id DROP IDENTITY;
CREATE SEQUENCE odd_counter START 100 OWNED BY depot_tag.id;
ALTER TABLE depot_tag ALTER id SET DEFAULT nextval('odd_counter');
