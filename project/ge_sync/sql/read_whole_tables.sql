-- What the rest of this transaction joins is whole tables: one pass over each, never a search of one for each row of another.
SET LOCAL enable_nestloop = off
