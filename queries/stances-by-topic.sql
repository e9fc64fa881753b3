-- How do the statements stand on each topic?
-- ما مواقف الأقوال من كل موضوع؟
-- subject: stances
SELECT
  t.theme,
  t.topic_id,
  t.label_en,
  t.label_ar,
  count(*) FILTER (WHERE st.stance = 'supports') AS supports,
  count(*) FILTER (WHERE st.stance = 'opposes') AS opposes,
  count(*) FILTER (WHERE st.stance = 'mixed') AS mixed,
  count(*) FILTER (WHERE st.stance = 'neutral') AS neutral,
  count(st.statement_id) AS statements
FROM topics AS t
LEFT JOIN statement_topics AS st USING (topic_id)
GROUP BY t.theme, t.topic_id, t.label_en, t.label_ar
ORDER BY t.theme, t.topic_id
