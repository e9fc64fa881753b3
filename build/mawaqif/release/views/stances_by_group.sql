-- One row a UN regional group, topic and stance: how many states of the group are in statements that take it.
-- needs: actors, topics, statement_actors, statement_topics
SELECT
  a.un_group,
  st.topic_id,
  t.theme,
  t.label_en AS topic_en,
  t.label_ar AS topic_ar,
  st.stance,
  count(DISTINCT sa.actor_id) AS states,
  count(DISTINCT st.statement_id) AS statements
FROM statement_topics AS st
JOIN topics AS t USING (topic_id)
JOIN statement_actors AS sa USING (statement_id)
JOIN actors AS a USING (actor_id)
WHERE a.un_group IS NOT NULL
GROUP BY a.un_group, st.topic_id, t.theme, t.label_en, t.label_ar, st.stance
ORDER BY t.theme, st.topic_id, a.un_group, st.stance
