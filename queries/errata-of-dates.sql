-- Which misprints of the sources change a date, of what, and on what evidence?
-- أي أخطاء الطبع في المصادر تغيّر تاريخًا، وتاريخ ماذا، وبأي دليل؟
-- subject: dataset
SELECT
  e.erratum_id,
  e.field,
  e.printed,
  e.corrected,
  coalesce(e.statement_id, e.citation_id) AS row_id,
  s.actors_en,
  s.actors_ar,
  c.cited_title_en,
  c.cited_title_ar,
  e.reason_en
FROM errata AS e
LEFT JOIN statements_named AS s ON s.statement_id = e.statement_id
LEFT JOIN citations_named AS c ON c.citation_id = e.citation_id
WHERE e.field IN ('date', 'start_date', 'end_date', 'launched')
ORDER BY e.erratum_id
