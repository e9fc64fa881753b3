-- Whose documents does the paper cite, and of which kinds are they?
-- وثائق من تستشهد بها الورقة، ومن أي الأنواع هي؟
-- subject: sources
SELECT
  coalesce(c.publisher_en, '(unknown)') AS publisher_en,
  coalesce(c.publisher_ar, '(غير معروف)') AS publisher_ar,
  c.cited_kind,
  count(DISTINCT c.cited_document_id) AS documents,
  count(*) AS citations,
  min(c.cited_date) AS oldest,
  max(c.cited_date) AS newest
FROM citations_named AS c
GROUP BY c.publisher_en, c.publisher_ar, c.cited_kind
ORDER BY citations DESC, c.publisher_en NULLS LAST, c.cited_kind
