-- Whom does the publisher's commentary answer, and what does it say?
-- على من يرد تعليق الناشر، وماذا يقول؟
-- subject: statements
-- Commentary that answers no single statement is left out.
SELECT
  c.statement_id,
  c.actors_en AS publisher_en,
  c.actors_ar AS publisher_ar,
  s.statement_id AS answered_id,
  s.actors_en AS answered_en,
  s.actors_ar AS answered_ar,
  s.date AS answered_date,
  s.topics_en AS answered_topics_en,
  s.topics_ar AS answered_topics_ar,
  c.summary_en AS answer_en,
  c.summary_ar AS answer_ar
FROM statements_named AS c
JOIN statements_named AS s ON s.statement_id = c.responds_to
WHERE c.kind = 'commentary'
ORDER BY c.document_id, c.ordinal
