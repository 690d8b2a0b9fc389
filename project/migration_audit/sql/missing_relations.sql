-- Of these names, as SQL writes them, those that are no table or view of the search path.
SELECT name FROM unnest(%(names)s::text[]) AS name WHERE to_regclass(name) IS NULL ORDER BY 1
