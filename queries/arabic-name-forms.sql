-- Where does each printed Arabic form of an actor's name occur in what the data set holds?
-- أين تَرِد كل صيغة عربية مطبوعة لاسم جهة في ما تحويه البيانات؟
-- subject: statements
-- The words of the sources are not in the data: the forms were read there, and are looked for in summaries, in the
-- first and last words of passages, and in titles and names. A form without hits occurs in the source alone.
-- A hit is a whole word, with or without one joined particle. It is no proof that the actor is meant: one form of
-- INTERPOL is a misprint that spells the word Internet.
-- `of_the_actor` counts hits in summaries and fragments of statements in which the actor has a role.
WITH form AS (
  SELECT actor_id, name_en, name_ar, unnest(string_split(aliases_ar, ' | ')) AS form_ar
  FROM actors
),
folded_form AS MATERIALIZED (
  SELECT actor_id, form_ar, fold(form_ar) AS words
  FROM form
),
place AS MATERIALIZED (
  SELECT 'summary' AS place, statement_id AS row_id, statement_id, fold(summary_ar) AS words FROM statements
  UNION ALL
  SELECT 'fragment', statement_id || ' ' || part || ' start', statement_id, fold(text_start) FROM passages
  UNION ALL
  SELECT 'fragment', statement_id || ' ' || part || ' end', statement_id, fold(text_end) FROM passages
  UNION ALL
  SELECT 'name', 'documents ' || document_id, NULL, fold(title_ar) FROM documents
  UNION ALL
  SELECT 'name', 'events ' || event_id, NULL, fold(name_ar) FROM events
  UNION ALL
  SELECT 'name', 'initiatives ' || initiative_id, NULL, fold(name_ar) FROM initiatives
),
hit AS (
  SELECT DISTINCT f.actor_id, f.form_ar, p.place, p.row_id, p.statement_id
  FROM folded_form AS f
  -- And, so, by, as and for are written joined to the word that follows.
  CROSS JOIN (SELECT unnest(['', 'و', 'ف', 'ب', 'ك', 'ل']) AS particle) AS j
  JOIN place AS p ON contains(' ' || p.words || ' ', ' ' || j.particle || f.words || ' ')
)
SELECT
  f.name_en,
  f.name_ar,
  f.form_ar,
  count(*) FILTER (WHERE h.place = 'summary') AS in_summaries,
  count(*) FILTER (WHERE h.place = 'fragment') AS in_fragments,
  count(*) FILTER (WHERE h.place = 'name') AS in_titles_and_names,
  count(sa.statement_id) AS of_the_actor
FROM form AS f
LEFT JOIN hit AS h USING (actor_id, form_ar)
LEFT JOIN (SELECT DISTINCT statement_id, actor_id FROM statement_actors) AS sa
  ON sa.statement_id = h.statement_id AND sa.actor_id = f.actor_id
GROUP BY f.actor_id, f.name_en, f.name_ar, f.form_ar
ORDER BY f.actor_id, f.form_ar
