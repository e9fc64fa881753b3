-- How do the statements stand on each topic?
-- ما مواقف الأقوال من كل موضوع؟
SELECT
  t.theme,
  t.topic_id,
  t.label_ar,
  count(*) FILTER (WHERE stance = 'supports') AS supports,
  count(*) FILTER (WHERE stance = 'opposes') AS opposes,
  count(*) FILTER (WHERE stance = 'mixed') AS mixed,
  count(*) FILTER (WHERE stance = 'neutral') AS neutral
FROM statement_topics
JOIN topics AS t USING (topic_id)
GROUP BY t.theme, t.topic_id, t.label_ar
ORDER BY t.theme, t.topic_id
