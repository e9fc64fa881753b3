-- How often is each source cited, and how does the footnote point into it?
-- كم مرة يُستشهد بكل مصدر، وكيف تحيل الحاشية إلى موضعه؟
-- subject: sources
SELECT
  cited_title_en,
  cited_title_ar,
  publisher_en,
  publisher_ar,
  cited_kind,
  count(*) AS citations,
  count(*) FILTER (WHERE locator_kind = 'page') AS by_page,
  count(*) FILTER (WHERE locator_kind = 'timestamp') AS by_timestamp,
  count(*) FILTER (WHERE locator_kind = 'paragraph') AS by_paragraph,
  count(*) FILTER (WHERE locator_kind = 'none') AS without_locator,
  count(*) FILTER (WHERE ibid) AS as_same_source
FROM citations_named
GROUP BY cited_document_id, cited_title_en, cited_title_ar, publisher_en, publisher_ar, cited_kind
ORDER BY citations DESC, cited_document_id
