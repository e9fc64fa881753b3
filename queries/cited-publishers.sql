-- Whose documents does the paper cite, and of which kinds are they?
-- وثائق من تستشهد بها الورقة، ومن أي الأنواع هي؟
-- subject: sources
SELECT
  coalesce(publisher_en, '(unknown)') AS publisher_en,
  coalesce(publisher_ar, '(غير معروف)') AS publisher_ar,
  cited_kind,
  count(DISTINCT cited_document_id) AS documents,
  count(*) AS citations,
  min(cited_date) AS oldest,
  max(cited_date) AS newest
FROM citations_named
GROUP BY publisher_en, publisher_ar, cited_kind
ORDER BY citations DESC, citations_named.publisher_en NULLS LAST, cited_kind
