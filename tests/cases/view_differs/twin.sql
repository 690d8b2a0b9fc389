CREATE OR REPLACE VIEW old_pointers AS select depot_pointer.id, legacy_id, (legacy_id < 10::bigint) AS old from public.depot_pointer where (id > 0);
COMMENT ON VIEW old_pointers IS 'a note';
