ALTER INDEX depot_tag_label_key SET (fillfactor = 100);
ALTER INDEX depot_tag_label_key RESET (fillfactor);
