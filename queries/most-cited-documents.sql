-- On which documents do most statements rest, and whose statements are they?
-- ما الوثائق التي يستند إليها أكثر الأقوال، ولمن هذه الأقوال؟
-- subject: sources
-- Documents on which a single statement rests are left out.
WITH rest AS (
  SELECT DISTINCT c.cited_document_id, c.cited_title_en, c.cited_title_ar, c.cited_kind, c.statement_id
  FROM citations_named AS c
  WHERE c.statement_id IS NOT NULL
),
counted AS (
  SELECT cited_document_id, cited_title_en, cited_title_ar, cited_kind, count(*) AS statements
  FROM rest
  GROUP BY cited_document_id, cited_title_en, cited_title_ar, cited_kind
  HAVING count(*) > 1
),
-- Each actor once, whatever its statements.
named AS (
  SELECT DISTINCT r.cited_document_id, sa.actor_id, a.name_en, a.name_ar
  FROM rest AS r
  JOIN statement_actors AS sa ON sa.statement_id = r.statement_id
  JOIN actors AS a ON a.actor_id = sa.actor_id
)
SELECT
  c.cited_title_en,
  c.cited_title_ar,
  c.cited_kind,
  c.statements,
  string_agg(n.name_en, '; ' ORDER BY n.name_en) AS actors_en,
  string_agg(n.name_ar, '؛ ' ORDER BY n.name_ar) AS actors_ar
FROM counted AS c
JOIN named AS n ON n.cited_document_id = c.cited_document_id
GROUP BY c.cited_document_id, c.cited_title_en, c.cited_title_ar, c.cited_kind, c.statements
ORDER BY c.statements DESC, c.cited_document_id
