-- One row a part of a passage: who said it when, what it says, and the words themselves from the reader's own copy.
SELECT
  w.statement_id,
  w.part,
  w.document_id,
  d.title_en AS document_en,
  d.title_ar AS document_ar,
  p.name_en AS words_belong_to,
  s.kind,
  s.date,
  a.speakers_en,
  a.speakers_ar,
  s.summary_en,
  s.summary_ar,
  w.* EXCLUDE (statement_id, part, document_id)
FROM words AS w
JOIN statements AS s USING (statement_id)
JOIN documents AS d ON d.document_id = w.document_id
LEFT JOIN actors AS p ON p.actor_id = d.publisher_id
LEFT JOIN (
  SELECT
    statement_id,
    string_agg(name_en, '; ' ORDER BY name_en) AS speakers_en,
    string_agg(name_ar, '؛ ' ORDER BY name_en) AS speakers_ar
  FROM statement_actors JOIN actors USING (actor_id)
  WHERE role IN ('speaker', 'co_sponsor')
  GROUP BY statement_id
) AS a ON a.statement_id = w.statement_id
ORDER BY w.document_id, s.ordinal, w.part
