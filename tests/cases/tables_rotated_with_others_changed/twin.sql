ALTER INDEX depot_tag_pkey RENAME TO depot_place_idx;
