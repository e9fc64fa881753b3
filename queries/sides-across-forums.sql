-- Who takes which side on intergovernmental oversight in which forum?
-- من يتخذ أي موقف من الإشراف الحكومي الدولي، وفي أي محفل؟
-- subject: stances
-- A forum is the process or conference at the top of an event: all meetings of a working group are one forum.
WITH RECURSIVE wanted AS (
  -- Another topic goes here; `stances-by-topic` lists the topics.
  SELECT 'intergovernmental-oversight' AS topic_id
),
forum AS (
  SELECT event_id, name_en AS forum_en, name_ar AS forum_ar
  FROM events
  WHERE parent_id IS NULL
  UNION ALL
  SELECT e.event_id, f.forum_en, f.forum_ar
  FROM events AS e
  JOIN forum AS f ON f.event_id = e.parent_id
)
SELECT
  coalesce(f.forum_en, '(no event)') AS forum_en,
  coalesce(f.forum_ar, '(بلا مناسبة)') AS forum_ar,
  s.stance,
  count(DISTINCT s.statement_id) AS statements,
  string_agg(DISTINCT s.actor_en, '; ' ORDER BY s.actor_en) AS actors_en,
  string_agg(DISTINCT s.actor_ar, '؛ ' ORDER BY s.actor_ar) AS actors_ar
FROM stances AS s
JOIN wanted USING (topic_id)
LEFT JOIN forum AS f USING (event_id)
GROUP BY f.forum_en, f.forum_ar, s.stance
ORDER BY f.forum_en NULLS LAST, s.stance
