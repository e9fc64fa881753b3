-- Whose stance on a topic differs between dates, and from what to what?
-- من اختلف موقفه من موضوع بين تاريخ وآخر، وممّ إلى ماذا؟
-- subject: stances
-- `mixed` and `neutral` are no sides: only `both_sides` says that an actor supported once and opposed once.
WITH dated AS (
  SELECT DISTINCT actor_id, actor_en, actor_ar, topic_id, topic_en, topic_ar, date, stance, statement_id
  FROM stances
  WHERE date IS NOT NULL
)
SELECT
  actor_en,
  actor_ar,
  topic_en,
  topic_ar,
  count(DISTINCT stance) FILTER (WHERE stance IN ('supports', 'opposes')) = 2 AS both_sides,
  string_agg(date || ' ' || stance, '; ' ORDER BY date, statement_id) AS stances_in_order,
  string_agg(statement_id, '; ' ORDER BY date, statement_id) AS statement_ids
FROM dated
GROUP BY actor_id, actor_en, actor_ar, topic_id, topic_en, topic_ar
HAVING count(DISTINCT date) > 1 AND count(DISTINCT stance) > 1
ORDER BY both_sides DESC, actor_id, topic_id
