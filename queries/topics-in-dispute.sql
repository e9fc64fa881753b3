-- On which topics do some support what others oppose, and who are they?
-- أي الموضوعات يؤيدها بعضهم ويعارضها آخرون، ومن هم؟
-- subject: stances
-- An actor that appears on both sides did so in different statements; the publisher of a document counts as an actor.
WITH side AS (
  -- Each actor once on each side, whatever its statements.
  SELECT DISTINCT theme, topic_id, topic_en, topic_ar, stance, actor_id, actor_en, actor_ar
  FROM stances
  WHERE stance IN ('supports', 'opposes')
)
SELECT
  theme,
  topic_en,
  topic_ar,
  count(*) FILTER (WHERE stance = 'supports') AS supporters,
  count(*) FILTER (WHERE stance = 'opposes') AS opponents,
  string_agg(actor_en, '; ' ORDER BY actor_en) FILTER (WHERE stance = 'supports') AS supporters_en,
  string_agg(actor_ar, '؛ ' ORDER BY actor_ar) FILTER (WHERE stance = 'supports') AS supporters_ar,
  string_agg(actor_en, '; ' ORDER BY actor_en) FILTER (WHERE stance = 'opposes') AS opponents_en,
  string_agg(actor_ar, '؛ ' ORDER BY actor_ar) FILTER (WHERE stance = 'opposes') AS opponents_ar
FROM side
GROUP BY theme, topic_id, topic_en, topic_ar
HAVING count(DISTINCT stance) = 2
ORDER BY opponents DESC, supporters DESC, topic_id
