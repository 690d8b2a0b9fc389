-- The triggers of the given tables that no constraint made, and the rules that do something else instead of a write.
SELECT 'trigger', t.tgrelid::bigint, t.tgname::text, NULL, pg_get_triggerdef(t.oid, true), t.tgenabled IN ('O', 'A')
FROM unnest(%(tables)s::oid[]) AS r (oid)
JOIN pg_trigger t ON t.tgrelid = r.oid
WHERE NOT t.tgisinternal AND t.tgparentid = 0
UNION ALL
SELECT 'trigger', w.ev_class::bigint, w.rulename::text, NULL, pg_get_ruledef(w.oid, true), true
FROM unnest(%(tables)s::oid[]) AS r (oid)
JOIN pg_rewrite w ON w.ev_class = r.oid
WHERE w.is_instead AND w.ev_enabled IN ('O', 'A')
ORDER BY 2, 3
