-- Which documents are coded, and how much of each text do the passages take up?
-- ما الوثائق المرمّزة، وكم تشغل المقاطع من نص كل منها؟
-- subject: dataset
-- The rest of a text are headings, footnotes, contents, and what attributes a quotation to its speaker.
WITH said AS (
  SELECT document_id, count(*) AS statements FROM statements GROUP BY document_id
),
cited AS (
  SELECT document_id, count(*) AS citations FROM citations GROUP BY document_id
),
taken AS (
  SELECT s.document_id, sum(p.char_end - p.char_start) AS characters
  FROM statements AS s
  JOIN passages AS p ON p.statement_id = s.statement_id
  GROUP BY s.document_id
)
SELECT
  d.title_en,
  d.title_ar,
  a.name_en AS publisher_en,
  a.name_ar AS publisher_ar,
  d.date,
  s.statements,
  coalesce(c.citations, 0) AS citations,
  d.text_length AS characters,
  round(1.0 * t.characters / d.text_length, 2) AS share_in_passages
FROM documents AS d
LEFT JOIN actors AS a ON a.actor_id = d.publisher_id
JOIN said AS s ON s.document_id = d.document_id
LEFT JOIN cited AS c ON c.document_id = d.document_id
JOIN taken AS t ON t.document_id = d.document_id
WHERE d.role = 'corpus'
ORDER BY d.date, d.document_id
