-- As many keys as rows are to be written, for rows that others hang on: COPY returns none.
SELECT nextval(own.sequence)
FROM (SELECT pg_get_serial_sequence(%(table)s, 'id')::regclass AS sequence OFFSET 0) AS own, generate_series(1, %(count)s)
