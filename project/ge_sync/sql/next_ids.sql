-- As many keys as rows are to be written: COPY has to give every column.
SELECT nextval(pg_get_serial_sequence(%(table)s, 'id')) FROM generate_series(1, %(count)s)
