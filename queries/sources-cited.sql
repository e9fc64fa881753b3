-- Which sources does the paper cite most, and how does it point into them?
-- ما المصادر التي تستشهد بها الورقة أكثر من غيرها، وكيف تحيل إلى مواضعها؟
SELECT
  coalesce(publisher_en, '(unknown)') AS publisher,
  cited_kind,
  count(*) AS citations,
  count(DISTINCT cited_document_id) AS documents,
  count(*) FILTER (WHERE locator_kind = 'page') AS with_page,
  count(*) FILTER (WHERE locator_kind = 'timestamp') AS with_timestamp,
  count(*) FILTER (WHERE ibid) AS same_source
FROM citations_named
GROUP BY publisher, cited_kind
ORDER BY citations DESC, publisher, cited_kind
