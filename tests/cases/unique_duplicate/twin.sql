ALTER INDEX depot_tag_label_key SET (fillfactor = 60);
