-- What these natural keys stand for, the oldest of several last.
SELECT 'core_companymodel', iec, id FROM core_companymodel WHERE iec = ANY(%(core_companymodel)s::text[])
UNION ALL
SELECT 'core_portmodel', code, id FROM core_portmodel WHERE code = ANY(%(core_portmodel)s::text[])
UNION ALL
SELECT 'core_hscodemodel', hs_code, id FROM core_hscodemodel WHERE hs_code = ANY(%(core_hscodemodel)s::text[])
UNION ALL
SELECT 'core_sionnormclassmodel', norm_class, id FROM core_sionnormclassmodel
WHERE norm_class = ANY(%(core_sionnormclassmodel)s::text[])
ORDER BY 3 DESC
