-- Who takes which side on intergovernmental oversight in which forum?
-- من يتخذ أي موقف من الإشراف الحكومي الدولي، وفي أي محفل؟
-- subject: stances
-- A forum is the process or conference at the top of an event: all meetings of a working group are one forum.
WITH wanted AS (
  -- Another topic goes here; `stances-by-topic` lists the topics.
  SELECT 'intergovernmental-oversight' AS topic_id
),
taken AS (
  SELECT
    coalesce(s.forum_en, '(no event)') AS forum_en,
    coalesce(s.forum_ar, '(بلا مناسبة)') AS forum_ar,
    CASE WHEN s.forum_id IS NULL THEN 1 ELSE 0 END AS nowhere,
    s.stance,
    s.statement_id,
    s.actor_id,
    s.actor_en,
    s.actor_ar
  FROM stances AS s
  JOIN wanted AS w ON w.topic_id = s.topic_id
),
counted AS (
  SELECT forum_en, forum_ar, nowhere, stance, count(DISTINCT statement_id) AS statements
  FROM taken
  GROUP BY forum_en, forum_ar, nowhere, stance
),
-- Each actor once, whatever its statements.
named AS (
  SELECT DISTINCT forum_en, stance, actor_id, actor_en, actor_ar FROM taken
)
SELECT
  c.forum_en,
  c.forum_ar,
  c.stance,
  c.statements,
  string_agg(n.actor_en, '; ' ORDER BY n.actor_en) AS actors_en,
  string_agg(n.actor_ar, '؛ ' ORDER BY n.actor_ar) AS actors_ar
FROM counted AS c
JOIN named AS n ON n.forum_en = c.forum_en AND n.stance = c.stance
GROUP BY c.nowhere, c.forum_en, c.forum_ar, c.stance, c.statements
ORDER BY c.nowhere, c.forum_en, c.stance
