-- Which statements of a document with footnotes are closed by no citation?
-- أي أقوال وثيقةٍ ذات حواشٍ لا يختمها استشهاد؟
-- subject: sources
-- Documents without footnotes are left out: nothing in them could be cited.
SELECT
  s.statement_id,
  s.kind,
  s.date,
  s.actors_en,
  s.actors_ar,
  s.summary_en,
  s.summary_ar
FROM statements_named AS s
WHERE s.document_id IN (SELECT document_id FROM citations)
  AND NOT EXISTS (SELECT 1 FROM citations AS c WHERE c.statement_id = s.statement_id)
ORDER BY s.document_id, s.ordinal
