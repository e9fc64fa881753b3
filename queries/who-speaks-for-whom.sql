-- Who speaks on behalf of whom?
-- من يتكلم باسم من؟
-- subject: statements
-- One row for all speakers of a statement and all for whom they speak: where both are several, as in a joint
-- statement, the data do not say who spoke for whom.
SELECT
  actors_en AS speakers_en,
  actors_ar AS speakers_ar,
  on_behalf_of_en,
  on_behalf_of_ar,
  count(*) AS statements,
  min(date) AS first_date,
  max(date) AS last_date,
  string_agg(statement_id, '; ' ORDER BY document_id, ordinal) AS statement_ids
FROM statements_named
WHERE on_behalf_of_en IS NOT NULL
GROUP BY actors_en, actors_ar, on_behalf_of_en, on_behalf_of_ar
ORDER BY statements DESC, speakers_en, on_behalf_of_en
