-- Nothing in the rest of this transaction is worth reading a whole table for. The checks of foreign keys are planned once
-- for a connection: planned while the table that they look into is nearly empty, as in a first load, they would read all
-- of it for each row, however large it has grown by then.
SET LOCAL enable_seqscan = off
