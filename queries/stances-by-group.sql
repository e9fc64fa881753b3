-- How many states of each UN regional group take which side on a topic?
-- كم دولة من كل مجموعة إقليمية في الأمم المتحدة تأخذ كل جانب في كل موضوع؟
-- subject: stances
SELECT
  t.theme,
  t.topic_id,
  t.label_en,
  t.label_ar,
  a.un_group,
  count(DISTINCT sa.actor_id) FILTER (WHERE st.stance = 'supports') AS supports,
  count(DISTINCT sa.actor_id) FILTER (WHERE st.stance = 'opposes') AS opposes,
  count(DISTINCT sa.actor_id) FILTER (WHERE st.stance = 'mixed') AS mixed,
  count(DISTINCT sa.actor_id) FILTER (WHERE st.stance = 'neutral') AS neutral
FROM statement_topics AS st
JOIN topics AS t USING (topic_id)
JOIN statement_actors AS sa USING (statement_id)
JOIN actors AS a USING (actor_id)
WHERE a.un_group IS NOT NULL
GROUP BY t.theme, t.topic_id, t.label_en, t.label_ar, a.un_group
ORDER BY t.theme, t.topic_id, a.un_group
