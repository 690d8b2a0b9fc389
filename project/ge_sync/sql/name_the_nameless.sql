-- Companies without a name get the one that is said of them; locked in the same order everywhere.
WITH nameless AS (
    SELECT company.id, said.name
    FROM core_companymodel AS company
    JOIN unnest(%(iecs)s::text[], %(names)s::text[]) AS said (iec, name) USING (iec)
    WHERE company.iec = ANY(%(iecs)s::text[]) AND coalesce(company.name, '') = ''
    ORDER BY company.id
    FOR UPDATE OF company
)
UPDATE core_companymodel AS company
SET name = nameless.name
FROM nameless
WHERE company.id = nameless.id
