-- On which topics do some support what others oppose, and who are they?
-- أي الموضوعات يؤيدها بعضهم ويعارضها آخرون، ومن هم؟
-- subject: stances
-- An actor that appears on both sides did so in different statements; the publisher of a document counts as an actor.
SELECT
  theme,
  topic_en,
  topic_ar,
  count(DISTINCT actor_id) FILTER (WHERE stance = 'supports') AS supporters,
  count(DISTINCT actor_id) FILTER (WHERE stance = 'opposes') AS opponents,
  string_agg(DISTINCT actor_en, '; ' ORDER BY actor_en) FILTER (WHERE stance = 'supports') AS supporters_en,
  string_agg(DISTINCT actor_ar, '؛ ' ORDER BY actor_ar) FILTER (WHERE stance = 'supports') AS supporters_ar,
  string_agg(DISTINCT actor_en, '; ' ORDER BY actor_en) FILTER (WHERE stance = 'opposes') AS opponents_en,
  string_agg(DISTINCT actor_ar, '؛ ' ORDER BY actor_ar) FILTER (WHERE stance = 'opposes') AS opponents_ar
FROM stances
GROUP BY theme, topic_id, topic_en, topic_ar
HAVING supporters > 0 AND opponents > 0
ORDER BY opponents DESC, supporters DESC, topic_id
