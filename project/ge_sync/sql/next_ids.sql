-- As many keys as rows are to be written, for rows that others hang on: COPY returns none.
SELECT own.position, array_agg(nextval(own.sequence))
FROM (
    SELECT wanted.position, pg_get_serial_sequence(wanted.name, 'id')::regclass AS sequence, wanted.count
    FROM unnest(%(tables)s::text[], %(counts)s::int[]) WITH ORDINALITY AS wanted (name, count, position)
    OFFSET 0
) AS own, generate_series(1, own.count)
GROUP BY own.position
