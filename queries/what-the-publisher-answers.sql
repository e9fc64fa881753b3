-- Whom does the publisher's commentary answer, on which topics, and when was the answered statement made?
-- على من يرد تعليق الناشر، وفي أي موضوعات، ومتى صدر القول الذي يرد عليه؟
SELECT
  c.statement_id,
  a.actors_en AS publisher,
  s.actors_en AS answered,
  s.date AS answered_date,
  s.topics_en AS answered_topics,
  c.summary_en AS answer
FROM statements_named AS c
JOIN statements_named AS s ON s.statement_id = c.responds_to
JOIN statements_named AS a ON a.statement_id = c.statement_id
WHERE c.kind = 'commentary'
ORDER BY c.document_id, c.ordinal
