-- Which documents are coded, and how much of each text do the passages take up?
-- ما الوثائق المرمّزة، وكم تشغل المقاطع من نص كل منها؟
-- subject: dataset
-- The rest of a text are headings, footnotes, contents, and what attributes a quotation to its speaker.
SELECT
  d.title_en,
  d.title_ar,
  a.name_en AS publisher_en,
  a.name_ar AS publisher_ar,
  d.date,
  (SELECT count(*) FROM statements AS s WHERE s.document_id = d.document_id) AS statements,
  (SELECT count(*) FROM citations AS c WHERE c.document_id = d.document_id) AS citations,
  d.text_length AS characters,
  round(sum(p.char_end - p.char_start) / d.text_length, 2) AS share_in_passages
FROM documents AS d
LEFT JOIN actors AS a ON a.actor_id = d.publisher_id
JOIN statements AS s USING (document_id)
JOIN passages AS p USING (statement_id)
WHERE d.role = 'corpus'
GROUP BY d.document_id, d.title_en, d.title_ar, a.name_en, a.name_ar, d.date, d.text_length
ORDER BY d.date, d.document_id
