ALTER TABLE depot_tag ALTER id DROP IDENTITY;
CREATE SEQUENCE strange START 100 OWNED BY depot_ownrate.percent;
ALTER TABLE depot_tag ALTER id SET DEFAULT nextval('strange');
