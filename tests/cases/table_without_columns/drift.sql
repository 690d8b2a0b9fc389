DROP TABLE depot_ownrate;
CREATE TABLE depot_ownrate ();
