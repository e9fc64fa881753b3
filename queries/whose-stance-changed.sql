-- Whose stance on a topic differs between dates, and from what to what?
-- من اختلف موقفه من موضوع بين تاريخ وآخر، وممّ إلى ماذا؟
-- subject: stances
-- `mixed` and `neutral` are no sides: only `both_sides` says that an actor supported once and opposed once.
WITH dated AS (
  SELECT DISTINCT actor_id, actor_en, actor_ar, topic_id, topic_en, topic_ar, date, stance, statement_id
  FROM stances
  WHERE date IS NOT NULL
),
changed AS (
  SELECT
    actor_id,
    topic_id,
    count(DISTINCT stance) FILTER (WHERE stance IN ('supports', 'opposes')) = 2 AS both_sides
  FROM dated
  GROUP BY actor_id, topic_id
  HAVING count(DISTINCT date) > 1 AND count(DISTINCT stance) > 1
)
SELECT
  d.actor_en,
  d.actor_ar,
  d.topic_en,
  d.topic_ar,
  c.both_sides,
  string_agg(d.date || ' ' || d.stance, '; ' ORDER BY d.date, d.statement_id) AS stances_in_order,
  string_agg(d.statement_id, '; ' ORDER BY d.date, d.statement_id) AS statement_ids
FROM changed AS c
JOIN dated AS d ON d.actor_id = c.actor_id AND d.topic_id = c.topic_id
GROUP BY d.actor_id, d.actor_en, d.actor_ar, d.topic_id, d.topic_en, d.topic_ar, c.both_sides
ORDER BY c.both_sides DESC, d.actor_id, d.topic_id
