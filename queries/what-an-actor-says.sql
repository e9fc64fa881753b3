-- What does Russia say, in which role, when and on what?
-- ماذا تقول روسيا، وبأي صفة، ومتى وفي أي موضوعات؟
-- subject: statements
WITH wanted AS (
  -- Another actor goes here; the table `actors` has the identifiers.
  SELECT 'russia' AS actor_id
)
SELECT
  s.date,
  s.statement_id,
  sa.role,
  s.kind,
  s.event_en,
  s.event_ar,
  s.topics_en,
  s.topics_ar,
  s.summary_en,
  s.summary_ar
FROM statements_named AS s
JOIN statement_actors AS sa USING (statement_id)
JOIN wanted USING (actor_id)
ORDER BY s.date NULLS LAST, s.document_id, s.ordinal, sa.role
