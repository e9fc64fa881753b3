-- On which documents do most statements rest, and whose statements are they?
-- ما الوثائق التي يستند إليها أكثر الأقوال، ولمن هذه الأقوال؟
-- subject: sources
-- Documents on which a single statement rests are left out.
WITH rest AS (
  SELECT DISTINCT c.cited_document_id, c.cited_title_en, c.cited_title_ar, c.cited_kind, c.statement_id
  FROM citations_named AS c
  WHERE c.statement_id IS NOT NULL
)
SELECT
  r.cited_title_en,
  r.cited_title_ar,
  r.cited_kind,
  count(DISTINCT r.statement_id) AS statements,
  string_agg(DISTINCT a.name_en, '; ' ORDER BY a.name_en) AS actors_en,
  string_agg(DISTINCT a.name_ar, '؛ ' ORDER BY a.name_ar) AS actors_ar
FROM rest AS r
JOIN statement_actors AS sa USING (statement_id)
JOIN actors AS a USING (actor_id)
GROUP BY r.cited_document_id, r.cited_title_en, r.cited_title_ar, r.cited_kind
HAVING statements > 1
ORDER BY statements DESC, r.cited_document_id
