ALTER INDEX depot_tag_pkey RENAME TO aside;
ALTER INDEX depot_place_pkey RENAME TO depot_tag_pkey;
ALTER INDEX aside RENAME TO depot_place_pkey;
